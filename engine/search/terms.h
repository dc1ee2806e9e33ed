// What somebody looks for: words and phrases, read from what was typed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/search/words.h"

namespace accolade {

// `canc`: a word that begins so; `a`: this word. `"new york"`: these words, whole and one after the
// other.
struct SearchTerm {
  std::vector<std::string> words;  // folded, one at least
  bool is_whole = false;
  bool operator==(const SearchTerm&) const = default;
};

inline constexpr std::size_t search_terms_max = 8;
inline constexpr std::size_t search_bytes_max = 400;

// Whatever is no letter, digit or pair of quotes parts words and means nothing else, so nothing
// that can be typed is an error. More than search_terms_max are counted, for whoever wants to say
// so.
std::vector<SearchTerm> terms_of(std::string_view typed);

// Whether the term stands in the words, at this one or anywhere: what both databases do.
bool stands_at(const SearchTerm& term, const std::vector<Word>& words, std::size_t at);
bool stands_in(const SearchTerm& term, const std::vector<Word>& words);

}  // namespace accolade
