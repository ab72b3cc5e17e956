//! Accounts of those who run the instance, without any mail.

use std::io::BufRead;

use clap::Subcommand;
use transfo::{
    people::{
        password::Password,
        sign_in,
        store::{self, Grant, NewPerson},
    },
    platform::{app::App, clock::day_in_paris, db::broken_constraint, gate::Role},
};

use super::{Ended, Outcome, Setting, say, setting::words};

/// What to do with accounts.
#[derive(Subcommand)]
pub enum Admin {
    /// Print the set-up link again, as long as nobody runs the instance
    SetupLink,
    /// Make an administrator and print an invitation link
    Create {
        /// Address
        email: String,
        /// Name
        #[arg(long)]
        name: String,
    },
    /// Set a password read from the standard input, and close open sessions
    ResetPassword {
        /// Address of the account
        email: String,
    },
    /// Take the second factor away, and close open sessions
    ResetSecondFactor {
        /// Address of the account
        email: String,
    },
    /// List the administrators
    List,
}

/// Does it.
pub async fn admin(setting: &Setting, asked: Admin) -> Outcome {
    let app = setting.app().await?;
    let done = match asked {
        Admin::SetupLink => setup_link(&app).await,
        Admin::Create { email, name } => create(&app, &email.to_lowercase(), &name).await,
        Admin::ResetPassword { email } => reset_password(&app, &email.to_lowercase()).await,
        Admin::ResetSecondFactor { email } => {
            reset_second_factor(&app, &email.to_lowercase()).await
        }
        Admin::List => list(&app).await,
    };
    app.db.close().await;
    done
}

async fn setup_link(app: &App) -> Outcome {
    match sign_in::setup_key(app)
        .await
        .map_err(|e| format!("{e:?}"))?
    {
        Some(key) => {
            say(format_args!("{}/mise-en-service/{key}", app.config.url));
            Ok(Ended::Done)
        }
        None => {
            say(words().t("exchange-cli-set-up"));
            Ok(Ended::Refused)
        }
    }
}

async fn create(app: &App, email: &str, name: &str) -> Outcome {
    let now = app.clock.now();
    let mut tx = app.db.write().await.map_err(|e| e.to_string())?;
    let known = store::by_email(&mut tx, email)
        .await
        .map_err(|e| e.to_string())?;
    let person = match known {
        Some(person) => person.id,
        None => {
            let id = app.dice.id();
            let new = NewPerson {
                name,
                email: Some(email),
                ..NewPerson::default()
            };
            match store::add_person(&mut tx, &id, now, &new).await {
                Ok(()) => id,
                Err(e) if broken_constraint(&e).is_some() => {
                    say(words().t("exchange-cli-closed-account"));
                    return Ok(Ended::Refused);
                }
                Err(e) => return Err(e.to_string()),
            }
        }
    };
    let grant = Grant {
        person: &person,
        role: Role::Administrator,
        edition: None,
        site: None,
        since: day_in_paris(now),
        until: None,
    };
    store::grant(&mut tx, &app.dice.id(), now, None, grant)
        .await
        .map_err(|e| e.to_string())?;
    let token = sign_in::invite(&mut tx, &app.dice, &person, None, now)
        .await
        .map_err(|e| format!("{e:?}"))?;
    tx.commit().await.map_err(|e| e.to_string())?;
    say(format_args!("{}/invitation/{token}", app.config.url));
    Ok(Ended::Done)
}

/// The account at this address, or a line that says there is none.
async fn account(app: &App, email: &str) -> Result<Option<store::Person>, String> {
    let mut conn = app
        .db
        .read(&std::sync::Arc::default())
        .await
        .map_err(|e| e.to_string())?;
    let person = store::by_email(&mut conn, email)
        .await
        .map_err(|e| e.to_string())?;
    if person.is_none() {
        say(words().t1("exchange-cli-no-account", "email", email));
    }
    Ok(person)
}

async fn reset_password(app: &App, email: &str) -> Outcome {
    let Some(person) = account(app, email).await? else {
        return Ok(Ended::Refused);
    };
    let mut typed = String::new();
    std::io::stdin()
        .lock()
        .read_line(&mut typed)
        .map_err(|e| e.to_string())?;
    let typed = typed.trim_end_matches(['\r', '\n']);
    let password = match Password::new(typed, &person.name, email) {
        Ok(password) => password,
        Err(weak) => {
            say(words().t(weak.key()));
            return Ok(Ended::Refused);
        }
    };
    let hash = password.hash()?;
    let now = app.clock.now();
    let mut tx = app.db.write().await.map_err(|e| e.to_string())?;
    let done = async {
        store::set_password(&mut tx, &person.id, &hash, now).await?;
        store::revoke_sessions(&mut tx, &person.id, None, "", now).await?;
        tx.commit().await
    };
    done.await.map_err(|e| e.to_string())?;
    say(words().t("exchange-cli-password-set"));
    Ok(Ended::Done)
}

async fn reset_second_factor(app: &App, email: &str) -> Outcome {
    let Some(person) = account(app, email).await? else {
        return Ok(Ended::Refused);
    };
    let now = app.clock.now();
    let mut tx = app.db.write().await.map_err(|e| e.to_string())?;
    let done = async {
        store::set_second_factor(&mut tx, &person.id, None).await?;
        store::revoke_sessions(&mut tx, &person.id, None, "", now).await?;
        tx.commit().await
    };
    done.await.map_err(|e| e.to_string())?;
    say(words().t("exchange-cli-second-factor-gone"));
    Ok(Ended::Done)
}

async fn list(app: &App) -> Outcome {
    let today = day_in_paris(app.clock.now());
    let mut conn = app
        .db
        .read(&std::sync::Arc::default())
        .await
        .map_err(|e| e.to_string())?;
    let mut offset = 0;
    loop {
        let people = store::list(&mut conn, None, "", today, (200, offset))
            .await
            .map_err(|e| e.to_string())?;
        for person in &people {
            if person
                .roles
                .iter()
                .any(|(role, _)| role == Role::Administrator.key())
            {
                say(format_args!(
                    "{}\t{}",
                    person.email.as_deref().unwrap_or("-"),
                    person.name
                ));
            }
        }
        if people.len() < 200 {
            return Ok(Ended::Done);
        }
        offset += 200;
    }
}
