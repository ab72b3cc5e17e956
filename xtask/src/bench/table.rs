//! Text tables for a terminal and for a document.

/// Rows of equal length, the first of them the titles.
pub(super) struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(super) fn new(titles: &[&str]) -> Self {
        Self {
            rows: vec![titles.iter().map(ToString::to_string).collect()],
        }
    }

    pub(super) fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells);
    }

    /// In Markdown, padded so that it also reads well in a terminal; all but the first column are aligned to the right.
    pub(super) fn text(&self) -> String {
        let columns = self.rows.first().map_or(0, Vec::len);
        let width = |column: usize| {
            self.rows
                .iter()
                .filter_map(|row| row.get(column))
                .map(|cell| cell.chars().count())
                .max()
                .unwrap_or(0)
                .max(3)
        };
        let widths: Vec<usize> = (0..columns).map(width).collect();
        let line = |row: &Vec<String>| {
            let cells = row
                .iter()
                .zip(&widths)
                .enumerate()
                .map(|(column, (cell, &width))| {
                    if column == 0 {
                        format!("{cell:<width$}")
                    } else {
                        format!("{cell:>width$}")
                    }
                });
            format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
        };
        let rule = widths.iter().enumerate().map(|(column, width)| {
            if column == 0 {
                "-".repeat(*width)
            } else {
                format!("{}:", "-".repeat(width - 1))
            }
        });
        let rule = format!("| {} |\n", rule.collect::<Vec<_>>().join(" | "));
        let mut lines = self.rows.iter().map(line);
        let titles = lines.next().unwrap_or_default();
        titles + &rule + &lines.collect::<String>()
    }
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn columns_are_padded() {
        let mut table = Table::new(&["page", "ms"]);
        table.row(vec!["/à-faire".to_owned(), "0.25".to_owned()]);
        table.row(vec!["/".to_owned(), "12.00".to_owned()]);
        assert_eq!(
            table.text(),
            "| page     |    ms |\n| -------- | ----: |\n| /à-faire |  0.25 |\n| /        | 12.00 |\n"
        );
    }
}
