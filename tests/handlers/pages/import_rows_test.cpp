// Tables as people make them, and what is said of those that cannot be read.
#include "handlers/pages/import_rows.h"

#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include <boost/json/array.hpp>
#include <gtest/gtest.h>

namespace accolade {
namespace {

namespace json = boost::json;

Field column_field(const char* name, const char* label, FieldType type,
                   std::vector<Choice> choices) {
  Field field;
  field.name = name;
  field.label = label;
  field.type = type;
  field.choices = std::move(choices);
  field.optional = type == FieldType::SomeOf;
  return field;
}

const std::vector<const Field*>& asked_fields() {
  static const std::vector<Field> fields{
      column_field("code", "Number", FieldType::Text, {}),
      column_field("grade", "How far", FieldType::OneOf,
                   {{"not_intended", "Not intended"}, {"running", "Running"}}),
      column_field("scope", "Scope", FieldType::SomeOf,
                   {{"RN", "Regional or national"}, {"E", "European"}})};
  static const std::vector<const Field*> pointers{&fields[0], &fields[1], &fields[2]};
  return pointers;
}

std::string said(std::string_view bytes) {
  const Outcome<ImportedTable> table = imported_table(bytes, asked_fields());
  return table ? "" : table.refusal().sentence;
}

TEST(ImportRows, HeadingsAreNamesOrLabelsAndChoicesCodesOrWords) {
  const Outcome<ImportedTable> table = imported_table(
      "\xEF\xBB\xBFnumber,How far,SCOPE\nA.1, Not intended ,European; RN\n", asked_fields());
  ASSERT_TRUE(table) << table.refusal().sentence;
  const Answers expected{
      {"code", "A.1"}, {"grade", "not_intended"}, {"scope", json::array{"E", "RN"}}};
  EXPECT_EQ(table->rows, std::vector<Answers>{expected});
}

TEST(ImportRows, SemicolonsBetweenColumnsAreReadToo) {
  const Outcome<ImportedTable> table =
      imported_table("code;grade;scope\nA.1;running;\"RN;E\"\n", asked_fields());
  ASSERT_TRUE(table) << table.refusal().sentence;
  EXPECT_EQ(table->rows.at(0).at("scope"), (json::array{"RN", "E"}));
}

TEST(ImportRows, ASentenceSaysWhyATableCannotBeRead) {
  EXPECT_EQ(said(""), "Choose a file with the table.");
  EXPECT_EQ(said("code,grade\nA.1,caf\xE9\n"),
            "This is no text in UTF-8. Save the table as “CSV UTF-8” and choose it again.");
  EXPECT_EQ(said("code\nA.1\n"), "The first row needs a column for: How far.");
  EXPECT_EQ(said("code,grade,colour\nA.1,running,red\n"),
            "There is no column “colour” here. Name it as in the list below, or take it out.");
  EXPECT_EQ(said("code,Number,grade\nA.1,A.1,running\n"), "The column “Number” is there twice.");
  EXPECT_EQ(said("code,grade\n"), "There is no row below the headings.");
  EXPECT_EQ(said("code,grade\n\"A.1,running\n"),
            "Line 2: a quotation mark is opened and never closed.");
  EXPECT_EQ(said("code,grade\nA.1\n"), "Line 2 has 1 columns, but the first row has 2.");
  std::string long_table = "code,grade\n";
  for (int row = 0; row < 5001; ++row)
    long_table += "A." + std::to_string(row) + ",running\n";
  EXPECT_EQ(said(long_table), "The table has 5001 rows; at most 5000 can be taken at a time.");
}

TEST(ImportRows, ProblemsNameTheRowAndTheColumn) {
  const Outcome<ImportedTable> table = imported_table("code,grade\nA.1,x\n", asked_fields());
  const std::vector<RowProblem> problems =
      row_problems({Why::Invalid, "", {{"1.grade", "Choose one"}, {"2", "Odd"}}}, *table);
  ASSERT_EQ(problems.size(), 2U);
  EXPECT_EQ(problems[0].row, 1U);
  EXPECT_EQ(problems[0].column, "How far");
  EXPECT_EQ(problems[0].sentence, "Choose one");
  EXPECT_EQ(problems[1].row, 2U);
  EXPECT_EQ(problems[1].column, "");
}

std::vector<CsvRow> demo_table(const char* name) {
  std::ifstream file(std::string(SOURCE_DIR) + "/deploy/demo/" + name, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  std::vector<CsvRow> rows = *rows_from_csv(bytes);
  rows.erase(rows.begin());
  return rows;
}

// The Action Plan of March 2017 and its members, counted.
TEST(ImportRows, TheRealDataIsWhole) {
  std::map<std::string, int> parts;
  std::set<std::string> codes;
  for (const CsvRow& row : demo_table("action_items.csv")) {
    ++parts[row.at(1)];
    codes.insert(row.at(0));
    EXPECT_FALSE(row.at(4).empty()) << row.at(0);
    const std::string& frames = row.at(5);
    EXPECT_EQ(row.at(7), frames.ends_with("L")   ? "2029-03-31"
                         : frames.ends_with("M") ? "2024-03-31"
                                                 : "2021-03-31")
        << row.at(0);
  }
  EXPECT_EQ(parts, (std::map<std::string, int>{{"A", 22}, {"B", 8}}));
  EXPECT_EQ(codes.size(), 30U);

  std::set<std::string> countries;
  const std::vector<CsvRow> members = demo_table("members.csv");
  for (const CsvRow& row : members)
    countries.insert(row.at(0));
  EXPECT_EQ(members.size(), 36U);
  EXPECT_EQ(countries.erase("European Commission"), 1U);
  EXPECT_EQ(countries.size(), 25U);
}

}  // namespace
}  // namespace accolade
