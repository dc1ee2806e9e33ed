// Reads terms, and finds them in words.
#include "engine/search/terms.h"

#include <algorithm>

namespace accolade {
namespace {

// Half of all words begin with one of a few letters: one letter is looked for as it is.
bool is_one_letter(std::string_view word) {
  return std::ranges::count_if(
             word, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }) == 1;
}

void add_words(std::string_view typed, std::vector<SearchTerm>& terms) {
  for (Word& word : words_of(typed)) {
    if (word.folded == unlisted) continue;
    const bool is_whole = is_one_letter(word.folded);
    terms.push_back({{std::move(word.folded)}, is_whole});
  }
}

void add_phrase(std::string_view typed, std::vector<SearchTerm>& terms) {
  SearchTerm phrase{{}, true};
  for (Word& word : words_of(typed))
    phrase.words.push_back(std::move(word.folded));
  if (!phrase.words.empty()) terms.push_back(std::move(phrase));
}

}  // namespace

std::vector<SearchTerm> terms_of(std::string_view typed) {
  typed = typed.substr(0, search_bytes_max);
  std::vector<SearchTerm> terms;
  while (true) {
    const std::size_t open = typed.find('"');
    add_words(typed.substr(0, open), terms);
    if (open == std::string_view::npos) break;
    typed.remove_prefix(open + 1);
    const std::size_t close = typed.find('"');
    if (close == std::string_view::npos) {
      // A quote that is never closed is none.
      add_words(typed, terms);
      break;
    }
    add_phrase(typed.substr(0, close), terms);
    typed.remove_prefix(close + 1);
  }
  std::vector<SearchTerm> once;
  for (SearchTerm& term : terms)
    if (std::ranges::find(once, term) == once.end()) once.push_back(std::move(term));
  return once;
}

bool stands_at(const SearchTerm& term, const std::vector<Word>& words, std::size_t at) {
  if (at + term.words.size() > words.size()) return false;
  if (!term.is_whole) return words[at].folded.starts_with(term.words[0]);
  return std::equal(
      term.words.begin(), term.words.end(), words.begin() + static_cast<std::ptrdiff_t>(at),
      [](const std::string& wanted, const Word& word) { return wanted == word.folded; });
}

bool stands_in(const SearchTerm& term, const std::vector<Word>& words) {
  for (std::size_t at = 0; at < words.size(); ++at)
    if (stands_at(term, words, at)) return true;
  return false;
}

}  // namespace accolade
