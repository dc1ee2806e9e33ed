// Reads the tables, and builds the file around an example.
#include "tests/engine/definition/page.h"

#include <fstream>
#include <iterator>
#include <map>
#include <sstream>

#include "tests/engine/definition/vocabulary.h"

namespace accolade {
namespace {

const std::set<std::string, std::less<>> known_sections = {
    "The file", "Pages",       "Lists",      "Promises",
    "Fields",   "Types",       "States",     "What a role sees",
    "Timers",   "Transitions", "Actions",    "Send",
    "Tell",     "Start",       "Conditions", "Appointment",
    "Ticket",   "Certificate", "Door",       "Matrices",
    "Sums",     "Gaps",        "Sheets",     "Roles from elsewhere",
    "Feedback", "Reports",     "Years",      "Copies",
    "Paper"};

// The cells of a row; `\|` is a sign of the text.
std::vector<std::string> cells_of(const std::string& row) {
  std::vector<std::string> cells = {""};
  for (std::size_t i = 1; i < row.size(); ++i) {
    const bool is_escaped = row[i] == '|' && row[i - 1] == '\\';
    if (is_escaped) cells.back().back() = '|';
    if (row[i] == '|' && !is_escaped)
      cells.emplace_back();
    else if (!is_escaped)
      cells.back() += row[i];
  }
  return cells;
}

// The file that the page says the examples stand in, by its outermost words.
using Parts = std::map<std::string, std::string>;
Parts nomination_parts() {
  return {{"workflow", "workflow: nomination\n"},
          {"people",
           "people: {applicant: creator, reviewer: assigned, secretary: above, chair: above}\n"},
          {"fields",
           "fields:\n  title: {type: text, default: Alpha}\n  summary: {type: long text, "
           "optional: true}\n  score: {type: decimal, optional: true}\n  reviewers: {type: people, "
           "optional: true}\n  reason: {type: text, optional: true}\n"
           "  deputy: {type: person, optional: true}\n"
           "  mode: {type: place, of: parent.modes, optional: true}\n"
           "  workshop: {type: instance, calls: workshop, optional: true}\n"},
          {"parent_fields",
           "parent_fields: {closes_at: {type: instant, default: 2026-03-02T16:00:00Z}}\n"},
          {"deadlines", "deadlines: {close: parent.closes_at}\n"},
          {"states",
           "states:\n  draft: {on: {submit: ranked}}\n  ranked: {}\n  done: {final: done}\n"}};
}

std::string draft_with(const std::string& inside) {
  return "states:\n  draft: {" + inside +
         "}\n  ranked: {on: {submit: done}}\n  done: {final: done}\n";
}

std::string in_single_quotes(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text)
    quoted += c == '\'' ? "''" : std::string(1, c);
  return quoted + "'";
}

std::string before_colon(const std::string& example) {
  return example.substr(0, example.find(':'));
}

std::string states_with(const std::string& example) {
  if (is_word(vocabulary("state"), before_colon(example))) return draft_with(example);
  return nomination_parts().at("states") + "  " + example + "\n";
}

}  // namespace

std::string text_of_file(const std::string& path) {
  std::ifstream file(std::string(SOURCE_DIR) + "/" + path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> code_spans(std::string_view markdown) {
  std::vector<std::string> spans;
  std::size_t open = markdown.find('`');
  while (open != markdown.npos) {
    const std::size_t close = markdown.find('`', open + 1);
    if (close == markdown.npos) break;
    spans.emplace_back(markdown.substr(open + 1, close - open - 1));
    open = markdown.find('`', close + 1);
  }
  return spans;
}

const std::vector<PageRow>& page_rows() {
  static const std::vector<PageRow> all = [] {
    std::vector<PageRow> rows;
    std::istringstream page(
        text_of_file("workflows/README.md") + text_of_file("workflows/DOCUMENTS.md") +
        text_of_file("workflows/TABLES.md") + text_of_file("workflows/CALLS.md"));
    std::string line, section;
    for (int number = 1; std::getline(page, line); ++number) {
      if (line.starts_with("#")) section = line.substr(line.find(' ') + 1);
      if (!line.starts_with("| `") || !known_sections.contains(section)) continue;
      const std::vector<std::string> cells = cells_of(line);
      rows.push_back({section, code_spans(cells.at(0)), code_spans(cells.at(1)), number});
    }
    return rows;
  }();
  return all;
}

std::set<std::string> words_on_page(std::string_view section) {
  std::set<std::string> words;
  for (const PageRow& row : page_rows())
    if (row.section == section) words.insert(row.words.begin(), row.words.end());
  return words;
}

std::string framed(const std::string& section, const std::string& example) {
  Parts parts = nomination_parts();
  if (section == "The file") parts[before_colon(example)] = example + "\n";
  if (section == "Appointment") parts["appointment"] = "appointment: " + example + "\n";
  if (section == "Ticket") parts["ticket"] = "ticket: " + example + "\n";
  if (section == "Door") parts["door"] = "door: " + example + "\n";
  if (section == "Feedback") parts["feedback"] = "feedback: " + example + "\n";
  if (section == "Reports") parts["reports"] = "reports: {figures: " + example + "}\n";
  if (section == "Certificate") parts["certificate"] = "certificate: " + example + "\n";
  if (section == "Pages") parts["pages"] = "pages: [" + example + "]\n";
  if (section == "Lists") parts["lists"] = "lists: {ranking: " + example + "}\n";
  const std::string across = "rows: p, columns: i, cells: a, by: i, value: g";
  if (section == "Matrices") parts["matrices"] = "matrices: {m: " + example + "}\n";
  if (section == "Sums")
    parts["matrices"] = "matrices: {m: {" + across + ", sum: " + example + "}}\n";
  if (section == "Gaps")
    parts["matrices"] = "matrices: {m: {" + across + ", gaps: [" + example + "]}}\n";
  if (section == "Years")
    parts["matrices"] = "matrices: {m: {" + across + ", years: " + example + "}}\n";
  if (section == "Paper") parts["paper"] = "paper: " + example + "\n";
  if (section == "Sheets") parts["sheets"] = "sheets: {s: " + example + "}\n";
  if (section == "Roles from elsewhere")
    parts["people"].insert(parts["people"].rfind('}'), ", " + example);
  if (section == "Promises") parts["promises"] = "promises: [" + example + "]\n";
  if (section == "Fields" || section == "Types" || section == "Copies")
    parts["fields"] += "  " + example + "\n";
  if (section == "States") parts["states"] = states_with(example);
  if (section == "What a role sees") parts["states"] = draft_with("sees: {chair: " + example + "}");
  if (section == "Timers") parts["states"] = draft_with("timers: {" + example + "}");
  if (section == "Transitions")
    parts["states"] =
        draft_with("on: " + (example.starts_with("[") ? example : "{" + example + "}"));
  if (section == "Actions" || section == "Send" || section == "Tell" || section == "Start")
    parts["states"] =
        draft_with(example.starts_with("{") ? "entry: [" + example + "]" : "on: {" + example + "}");
  if (section == "Conditions")
    parts["states"] = draft_with("on: {submit: {if: " + in_single_quotes(example) + "}}");
  std::string file;
  for (const auto& [word, text] : parts)
    file += text;
  return file;
}

}  // namespace accolade
