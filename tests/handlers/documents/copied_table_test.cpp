// What a report copied, as a table for one viewer, compared with the year before.
#include "handlers/documents/copied_table.h"

#include <gtest/gtest.h>

#include "handlers/documents/whole_paper.h"

namespace accolade {
namespace {

using Lines = std::vector<std::string>;

Field copied_field(const char* name, FieldType type, const char* label) {
  Field field;
  field.name = name;
  field.type = type;
  field.label = label;
  return field;
}

Package reporting() {
  Workflow adoption, report;
  adoption.name = "adoption";
  adoption.fields = {copied_field("item", FieldType::Instance, "Item"),
                     copied_field("grade", FieldType::OneOf, "How far"),
                     copied_field("budget", FieldType::DecimalNumber, "Budget"),
                     copied_field("secret", FieldType::YesNo, "Confidential?")};
  adoption.fields[1].choices = {{"planned", "Planned"}, {"running", "Running"}};
  report.name = "report";
  report.fields = {copied_field("items", FieldType::Copies, "What is reported"),
                   copied_field("budgets", FieldType::Copies, "Budgets"),
                   copied_field("kept", FieldType::Copies, "Kept back")};
  for (Field& field : report.fields)
    field.pool = "adoption";
  report.fields[0].columns = {"item", "grade", "secret"};
  report.fields[1].columns = report.fields[2].columns = {"item", "budget"};
  report.fields[1].unless = report.fields[2].only_if = "secret";
  Package package;
  package.workflows = {{"adoption", adoption}, {"report", report}};
  return package;
}

Value item_row(const char* id, const char* grade, bool is_secret) {
  return Record{{"item", id},
                {name_when_copied("item"), std::string("A.") + id},
                {"grade", grade},
                {"secret", is_secret}};
}
Value budget_row(const char* id, std::int64_t amount) {
  return Record{{"item", id}, {"budget", Value(*Decimal::of_int(amount))}};
}

// "A.1 | Running (was: Planned) | 5 | No | Changed"
Lines copied_lines(const Fields& fields, const Fields* earlier) {
  const Package package = reporting();
  Lines lines;
  for (const CopiedTable& table :
       copied_tables(package, package.workflows.at("report"), fields, earlier, {})) {
    for (const CopiedLine& line : table.lines) {
      std::string text = line.name;
      for (const CopiedCell& cell : line.cells)
        text += " | " + cell_in_words(cell);
      lines.push_back(text + " | " + since_in_words(line.since));
    }
  }
  return lines;
}

TEST(CopiedTable, RowsOfOneThingAreOneLineAndChangesSayWhatWas) {
  const Fields before{
      {"items", List{item_row("1", "planned", false), item_row("2", "running", false),
                     item_row("3", "running", false)}},
      {"budgets", List{budget_row("1", 5), budget_row("2", 7)}}};
  const Fields now{{"items", List{item_row("1", "running", false), item_row("2", "running", false),
                                  item_row("4", "planned", false)}},
                   {"budgets", List{budget_row("1", 6), budget_row("2", 7)}}};
  EXPECT_EQ(copied_lines(now, &before),
            (Lines{"A.1 | Running (was: Planned) | 6 (was: 5) | No | Changed",
                   "A.2 | Running | 7 | No | ", "A.4 | Planned |  | No | New",
                   "A.3 | Running |  | No | No longer"}));
  EXPECT_EQ(copied_lines(now, nullptr).at(0), "A.1 | Running | 6 | No | ");
  EXPECT_EQ(copied_lines({}, nullptr), Lines());
}

// Two worlds for whoever does not see what is kept back: nothing tells how much it is, nor whether
// it is the amount of the year before.
TEST(CopiedTable, WhatIsKeptBackIsNotDisclosed) {
  const Fields before{{"items", List{item_row("1", "running", false)}},
                      {"budgets", List{budget_row("1", 900)}}};
  Fields now{{"items", List{item_row("1", "running", true)}}};
  EXPECT_EQ(copied_lines(now, &before),
            Lines{"A.1 | Running | Not disclosed (was: 900) | Yes (was: No) | Changed"});
  now["kept"] = List{budget_row("1", 900)};
  EXPECT_EQ(copied_lines(now, &before), Lines{"A.1 | Running | 900 | Yes (was: No) | Changed"});
}

TEST(WholePaper, IsAsManyPagesAsItNeedsAndTheSameEachTime) {
  WholePaper report{"Annual report",
                    "Vinnova",
                    "2026, Signed",
                    {{"Remarks", "None."}},
                    {},
                    "2025",
                    {"3 March 2026: Hans signed it."},
                    std::nullopt};
  CopiedTable table{"What is reported", "Item", {"How far"}, {}, true, 0};
  for (int row = 0; row < 200; ++row)
    table.lines.push_back({"1", "A.1", {{"Running", "", false}}, CopiedLine::Since::Same});
  report.tables = {table};
  const Instant made = *parse_instant("2026-03-03T10:00:00Z");
  const std::string bytes = whole_paper(report, made);
  EXPECT_TRUE(bytes.starts_with("%PDF-"));
  EXPECT_EQ(bytes, whole_paper(report, made));
  report.tables.front().lines.resize(1);
  EXPECT_LT(whole_paper(report, made).size(), bytes.size());
}

}  // namespace
}  // namespace accolade
