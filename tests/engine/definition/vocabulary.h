// The words that the loader knows, found out by asking it: for the tests of what says the same
// again, the schema for editors and the page about the language.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace accolade {

// One kind of map of the language. Each frame is a file in which `WORD` stands where a word of that
// map may stand; a word belongs to it if one frame takes it.
struct Vocabulary {
  std::string name;  // of its definition in workflow.schema.json; "file" for the outermost
  std::vector<std::string> frames;
};
const std::vector<Vocabulary>& vocabularies();
const Vocabulary& vocabulary(std::string_view name);

bool is_word(const Vocabulary& vocabulary, const std::string& word);
// All candidates that are words of it.
std::set<std::string> words_of(const Vocabulary& vocabulary);

// Everything that could be a word: the quoted names in the sources of the loader and of conditions.
const std::set<std::string>& candidates();

// The values that are told apart by name, as `FRAME: VALUE` -> the candidates that are taken.
std::set<std::string> values_of(const std::string& frame);

// The functions and the methods of conditions.
std::set<std::string> functions();
std::set<std::string> methods();

}  // namespace accolade
