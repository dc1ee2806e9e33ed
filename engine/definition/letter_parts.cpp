// Header lines first, then the body.
#include "engine/definition/letter_parts.h"

#include <algorithm>
#include <stdexcept>

namespace accolade {
namespace {

constexpr std::string_view subject_header = "Subject:";
constexpr std::string_view attach_header = "Attach:";

std::string_view trimmed(std::string_view text) {
  const std::size_t start = std::min(text.find_first_not_of(" \t\r"), text.size());
  text.remove_prefix(start);
  return text.substr(0, text.find_last_not_of(" \t\r") + 1);
}

// Takes the first line from what is left.
std::string_view take_line(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return line;
}

std::vector<std::string_view> parts_between_commas(std::string_view list) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t comma = std::min(list.find(','), list.size());
    parts.push_back(trimmed(list.substr(0, comma)));
    if (comma == list.size()) return parts;
    list.remove_prefix(comma + 1);
  }
}

}  // namespace

const std::vector<std::string> document_names = {"appointment", "ticket", "certificate"};

LetterParts letter_parts(std::string_view text) {
  LetterParts parts;
  std::string_view rest = text;
  const std::string_view first = take_line(rest);
  if (first.starts_with(subject_header)) {
    parts.subject = trimmed(first.substr(subject_header.size()));
  }
  if (rest.starts_with(attach_header)) {
    parts.attachments = parts_between_commas(take_line(rest).substr(attach_header.size()));
  }
  parts.body = rest;
  return parts;
}

std::optional<DocumentKind> document_kind(std::string_view name) {
  const auto found = std::find(document_names.begin(), document_names.end(), name);
  if (found == document_names.end()) return std::nullopt;
  return static_cast<DocumentKind>(found - document_names.begin());
}

std::string_view name_of(DocumentKind kind) {
  return document_names.at(static_cast<std::size_t>(kind));
}

}  // namespace accolade
