// Walks UTF-8 character by character.
#include "engine/definition/unicode.h"

namespace accolade {
namespace {

unsigned byte_at(std::string_view text, std::size_t offset) {
  return offset < text.size() ? static_cast<unsigned char>(text[offset]) : 0U;
}

// Length of the character at `offset`; 0 if it is none.
std::size_t length_at(std::string_view text, std::size_t offset) {
  const unsigned lead = byte_at(text, offset);
  if (lead < 0x20U && lead != '\t' && lead != '\n' && lead != '\r') return 0;
  if (lead == 0x7FU) return 0;
  if (lead < 0x80U) return 1;
  if (lead < 0xC2U || lead > 0xF4U) return 0;

  const std::size_t length = lead < 0xE0U ? 2 : lead < 0xF0U ? 3 : 4;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte_at(text, offset + i) & 0xC0U) != 0x80U) return 0;
  }
  const unsigned second = byte_at(text, offset + 1);
  const bool is_overlong = (lead == 0xE0U && second < 0xA0U) || (lead == 0xF0U && second < 0x90U);
  const bool is_surrogate = lead == 0xEDU && second > 0x9FU;
  const bool is_beyond = lead == 0xF4U && second > 0x8FU;
  return is_overlong || is_surrogate || is_beyond ? 0 : length;
}

}  // namespace

std::optional<std::size_t> first_unreadable(std::string_view text) {
  std::size_t offset = 0;
  while (offset < text.size()) {
    const std::size_t length = length_at(text, offset);
    if (length == 0) return offset;
    offset += length;
  }
  return std::nullopt;
}

}  // namespace accolade
