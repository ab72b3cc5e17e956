//! Figures of the workforce fill the table of quotas, and nothing is kept before it was read over.

use axum::http::StatusCode;

use crate::support::on_both_engines;

#[tokio::test]
async fn figures_propose_quotas_that_are_saved_only_when_read_over() {
    on_both_engines(async |world| {
        let s = world.selection_of(45).await;
        let at = format!("{}/quotas/effectifs", s.at);
        let stored = "select count(*) from quota where low = 9 and high = 11";
        assert_eq!(world.count(stored).await, 2);
        // As an office tool saves it: Windows-1252, semicolons, thousands with a blank.
        let table = "critère;valeur;effectif\r\nDirection;NORD;1 250\r\nDirection;Sud;750\r\nDirection;Est;10\r\nGenre;femme;600\r\nMétier;x;1\r\n";
        let latin: Vec<u8> = table.chars().map(|c| c as u8).collect();
        let page = world.upload(&s.pilot, &at, "workforce", &latin).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        for told in [
            "Proposition pour 20 places",
            "« NORD » est compris comme « Nord »",
            "« Est » n’est connu d’aucun quota",
            "« Métier » n’est pas un critère du tirage",
            "Genre : des volontaires ont « homme »",
            "name=\"value-0\" type=\"text\" value=\"Nord\"",
            "name=\"low-0\" type=\"number\" min=\"0\" max=\"1000\" value=\"12\"",
            "name=\"high-0\" type=\"number\" min=\"0\" max=\"1000\" value=\"13\"",
        ] {
            assert!(page.body.contains(told), "{told}: {}", page.body);
        }
        assert_eq!(world.count(stored).await, 2, "nothing is kept");
        // What is proposed can be saved as it stands.
        let mut form = Vec::new();
        for (n, (value, low, high)) in [("Nord", "12", "13"), ("Sud", "7", "8"), ("Est", "0", "1")]
            .into_iter()
            .enumerate()
        {
            form.push((format!("feature-{n}"), "directorate"));
            form.push((format!("value-{n}"), value));
            form.push((format!("low-{n}"), low));
            form.push((format!("high-{n}"), high));
        }
        let form: Vec<(&str, &str)> = form.iter().map(|(k, v)| (k.as_str(), *v)).collect();
        let saved = world.post(&s.pilot, &format!("{}/quotas", s.at), &form).await;
        assert!(saved.location().ends_with("quotas-set"), "{}", saved.body);

        for (table, sentence) in [
            ("", "Choisissez un fichier"),
            ("feature,value\na,b\n", "La colonne « headcount » manque"),
            ("feature,value,headcount\ndirection,Eau,beaucoup\n", "ligne 2"),
            ("feature,value,headcount\ndirection,Eau\n", "depuis la colonne « headcount »"),
        ] {
            let refused = world.upload(&s.pilot, &at, "workforce", table.as_bytes()).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{table}");
            assert!(refused.body.contains(sentence), "{sentence}: {}", refused.body);
        }
        let nobody = crate::support::nobody();
        let hidden = world.upload(&nobody, &at, "workforce", b"x").await;
        assert_ne!(hidden.status, StatusCode::OK);
    })
    .await;
}
