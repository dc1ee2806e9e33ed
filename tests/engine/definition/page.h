// workflows/README.md, DOCUMENTS.md, TABLES.md and CALLS.md as the tests read them, one after the
// other: the tables of words and examples, by section.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace accolade {

// | `word`, `word` | `example`, `example` | meaning |
struct PageRow {
  std::string section;  // the nearest heading above
  std::vector<std::string> words, examples;
  int line = 0;
};

std::string text_of_file(const std::string& path);  // from the root of the tree
// Of the sections that this test knows; other tables are somebody else's.
const std::vector<PageRow>& page_rows();
std::set<std::string> words_on_page(std::string_view section);
std::vector<std::string> code_spans(std::string_view markdown);

// A whole file in which the example stands where the section says: among the fields, inside of a
// state, as a condition.
std::string framed(const std::string& section, const std::string& example);

}  // namespace accolade
