// Cuts a text into words with ICU, and folds them.
#include "engine/search/words.h"

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <unordered_map>

#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

namespace accolade {
namespace {

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<signed char>(c) >= 0; });
}

std::string lower_ascii(std::string_view word) {
  std::string lower(word);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

// One a thread: ICU locks one that is shared.
const icu::Transliterator& without_marks() {
  static thread_local const std::unique_ptr<const icu::Transliterator> kept = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<const icu::Transliterator> made(icu::Transliterator::createInstance(
        "NFKD; [:Mn:] Remove; Latin-ASCII; NFC", UTRANS_FORWARD, status));
    if (U_FAILURE(status) || !made) throw std::runtime_error("ICU does not know Latin-ASCII");
    return made;
  }();
  return *kept;
}

bool is_letter(UChar32 c) {
  return c >= 0 && (u_isalnum(c) != 0 || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0);
}

std::string folded(std::string_view word) {
  if (is_ascii(word)) return lower_ascii(word);
  icu::UnicodeString text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(word.data(), static_cast<std::int32_t>(word.size())));
  without_marks().transliterate(text);
  text.foldCase();
  icu::UnicodeString letters;
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if (is_letter(c)) letters.append(c);
  }
  std::string bytes;
  letters.toUTF8String(bytes);
  return bytes;
}

// One word after the other, as bytes of the text.
class Cutter {
 public:
  explicit Cutter(std::string_view text) : text_(text) {}

  // False at the end.
  bool next(Word& word) {
    std::size_t letters = 0;
    std::size_t kept_end = at_;
    word.begin = word.end = at_;
    while (at_ < text_.size()) {
      const std::size_t before = at_;
      if (!is_letter(take())) {
        if (letters > 0) break;
        word.begin = word.end = kept_end = at_;
        continue;
      }
      if (++letters <= word_letters_max) kept_end = at_;
      if (letters == 1) word.begin = before;
      word.end = at_;
    }
    word.folded = folded(text_.substr(word.begin, kept_end - word.begin));
    return letters > 0;
  }

 private:
  UChar32 take() {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text_.data());
    std::size_t at = at_;
    UChar32 c = 0;
    U8_NEXT(bytes, at, text_.size(), c);
    at_ = at;
    return c;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> words;
  std::unordered_map<std::string, int> repeats;
  std::size_t bytes = 0;
  Cutter cutter(text);
  Word word;
  while (words.size() < words_max && cutter.next(word)) {
    if (word.folded.empty()) continue;
    if (++repeats[word.folded] > repeats_max) word.folded = unlisted;
    bytes += word.folded.size() + 1;
    if (bytes > words_bytes_max) break;
    words.push_back(word);
  }
  return words;
}

std::string searchable(std::string_view text) {
  std::string body;
  for (const Word& word : words_of(text)) {
    if (!body.empty()) body += ' ';
    body += word.folded;
  }
  return body;
}

}  // namespace accolade
