// Marks what was found.
#include "engine/use_case/excerpt.h"

#include <algorithm>

namespace accolade {
namespace {

constexpr std::size_t words_before = 8;
constexpr std::size_t words_of_excerpt = 32;

// Each word of the text: whether some term stands on it.
std::vector<bool> marks_of(const std::vector<Word>& words, const std::vector<SearchTerm>& terms) {
  std::vector<bool> marks(words.size());
  for (const SearchTerm& term : terms) {
    for (std::size_t at = 0; at < words.size(); ++at) {
      if (!stands_at(term, words, at)) continue;
      for (std::size_t i = 0; i < term.words.size(); ++i)
        marks[at + i] = true;
    }
  }
  return marks;
}

void append(const std::string& text, bool is_found, std::vector<Excerpt::Part>& parts) {
  if (text.empty()) return;
  if (!parts.empty() && parts.back().is_found == is_found) {
    parts.back().text += text;
  } else {
    parts.push_back({text, is_found});
  }
}

Excerpt excerpt_of(const PieceText& piece, const std::vector<Word>& words,
                   const std::vector<bool>& marks) {
  const auto found = std::find(marks.begin(), marks.end(), true);
  const auto at = static_cast<std::size_t>(found - marks.begin());
  const std::size_t first = at > words_before ? at - words_before : 0;
  const std::size_t behind = std::min(words.size(), first + words_of_excerpt);
  Excerpt excerpt{piece.of, piece.label, {}, first > 0, behind < words.size()};
  std::size_t from = first == 0 ? 0 : words[first].begin;
  for (std::size_t i = first; i < behind; ++i) {
    append(piece.text.substr(from, words[i].begin - from), false, excerpt.parts);
    append(piece.text.substr(words[i].begin, words[i].end - words[i].begin), marks[i],
           excerpt.parts);
    from = words[i].end;
  }
  if (!excerpt.is_cut_after) append(piece.text.substr(from), false, excerpt.parts);
  return excerpt;
}

}  // namespace

std::optional<std::vector<Excerpt>> excerpts_of(const std::vector<PieceText>& texts,
                                                const std::vector<SearchTerm>& terms) {
  std::vector<bool> is_found(terms.size());
  std::vector<Excerpt> excerpts;
  for (const PieceText& piece : texts) {
    const std::vector<Word> words = words_of(piece.text);
    for (std::size_t i = 0; i < terms.size(); ++i)
      if (stands_in(terms[i], words)) is_found[i] = true;
    const std::vector<bool> marks = marks_of(words, terms);
    const bool has_marks = std::find(marks.begin(), marks.end(), true) != marks.end();
    if (has_marks && !piece.is_title) excerpts.push_back(excerpt_of(piece, words, marks));
  }
  if (std::find(is_found.begin(), is_found.end(), false) != is_found.end()) return std::nullopt;
  return excerpts;
}

}  // namespace accolade
