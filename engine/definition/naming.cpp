// Names, events and their descriptors.
#include "engine/definition/naming.h"

#include <algorithm>
#include <array>

#include "engine/value/ascii.h"

namespace accolade {
namespace {

constexpr std::size_t name_bytes_max = 100;
constexpr std::array<std::string_view, 6> words_of_conditions = {"parent", "event", "now",
                                                                 "true",   "false", "in"};

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_' || c == '-';
}

}  // namespace

bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= name_bytes_max && text.front() != '-' &&
         std::all_of(text.begin(), text.end(), is_name_character);
}

bool is_field_name(std::string_view text) {
  const bool is_taken = std::find(words_of_conditions.begin(), words_of_conditions.end(), text) !=
                        words_of_conditions.end();
  return is_name(text) && !is_digit(text.front()) && text.find('-') == text.npos && !is_taken;
}

bool is_state_name(std::string_view text) {
  return text.size() <= name_bytes_max && is_event(text);
}

bool is_event(std::string_view text) {
  while (true) {
    const std::size_t point = text.find('.');
    if (!is_name(text.substr(0, point))) return false;
    if (point == std::string_view::npos) return true;
    text.remove_prefix(point + 1);
  }
}

bool is_descriptor(std::string_view text) {
  if (text == "*") return true;
  if (text.ends_with(".*")) text.remove_suffix(2);
  return is_event(text);
}

bool takes(std::string_view descriptor, std::string_view event) {
  if (descriptor == "*") return true;
  if (descriptor.ends_with(".*")) descriptor.remove_suffix(2);
  if (descriptor.empty() || !event.starts_with(descriptor)) return false;
  return event.size() == descriptor.size() || event[descriptor.size()] == '.';
}

std::string sentence_case(std::string_view name) {
  std::string words(name);
  for (char& c : words) {
    if (c == '_' || c == '-' || c == '.') c = ' ';
  }
  if (!words.empty() && words.front() >= 'a' && words.front() <= 'z') {
    words.front() = static_cast<char>(words.front() - 'a' + 'A');
  }
  return words;
}

}  // namespace accolade
