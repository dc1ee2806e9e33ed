// Sentences around labels that authors of workflows wrote, nouns and questions alike.
#include "engine/form/phrase.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

#include "engine/definition/naming.h"

namespace accolade {
namespace {

constexpr std::array<std::string_view, 20> no_noun = {
    "what", "who", "whom", "when", "where", "which", "how",      "why", "do",  "does",
    "did",  "is",  "are",  "can",  "will",  "we",    "anything", "i",   "has", "have"};
constexpr std::array<std::string_view, 6> determiners = {"the", "a", "an", "your", "our", "my"};

std::string first_word(const std::string& label) {
  std::string word = label.substr(0, label.find(' '));
  for (char& letter : word)
    letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  return word;
}

template <std::size_t size>
bool is_among(const std::array<std::string_view, size>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string label_of(const Field& field) {
  return field.label.empty() ? sentence_case(field.name) : field.label;
}

bool is_noun(const std::string& label) {
  return !label.ends_with("?") && !label.ends_with(".") && !is_among(no_noun, first_word(label));
}

// Not of acronyms: "PDF of the paper" stays.
std::string lower_first(std::string label) {
  const bool is_acronym = label.size() > 1 && std::isupper(static_cast<unsigned char>(label[1]));
  if (!label.empty() && !is_acronym) {
    label.front() = static_cast<char>(std::tolower(static_cast<unsigned char>(label.front())));
  }
  return label;
}

std::string with_article(const std::string& label, const std::string& article) {
  if (is_among(determiners, first_word(label))) return lower_first(label);
  return article + " " + lower_first(label);
}

std::string a_or_an(const std::string& label) {
  constexpr std::string_view vowels = "aeiouAEIOU";
  const bool is_vowel = !label.empty() && vowels.find(label.front()) != std::string_view::npos;
  return with_article(label, is_vowel ? "an" : "a");
}

std::string choose(const std::string& label, const std::string& what) {
  if (is_noun(label)) return "Choose " + what;
  return "Choose an answer to " + quoted(label);
}

std::string kind_of_file(const std::string& content_type) {
  static constexpr std::array<std::array<std::string_view, 2>, 8> known = {{
      {"application/pdf", "PDF"},
      {"image/png", "PNG"},
      {"image/jpeg", "JPEG"},
      {"text/csv", "CSV"},
      {"text/plain", "text"},
      {"application/zip", "ZIP"},
      {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word"},
      {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel"},
  }};
  for (const auto& [type, name] : known) {
    if (content_type == type) return std::string(name);
  }
  return content_type;
}

}  // namespace

std::string quoted(const std::string& words) {
  return "“" + words + "”";
}

std::string subject_of(const Field& field) {
  const std::string label = label_of(field);
  return is_noun(label) ? label : quoted(label);
}

std::string missing_sentence(const Field& field) {
  const std::string label = label_of(field);
  switch (field.type) {
    case FieldType::Text:
    case FieldType::LongText:
    case FieldType::WholeNumber:
    case FieldType::DecimalNumber:
    case FieldType::Span:
    case FieldType::Email:
    case FieldType::Link:
      return is_noun(label) ? "Enter " + with_article(label, "the") : "Answer " + quoted(label);
    case FieldType::Date:
      return "Enter a date for " + quoted(label);
    case FieldType::Moment:
      return "Enter a date and time for " + quoted(label);
    case FieldType::YesNo:
      return "Choose yes or no for " + quoted(label);
    case FieldType::OneOf:
      return choose(label, a_or_an(label));
    case FieldType::Country:
    case FieldType::Organisation:
    case FieldType::Person:
    case FieldType::Instance:
    case FieldType::OnePlace:
      return choose(label, with_article(label, "the"));
    case FieldType::SomeOf:
      return "Choose at least one answer for " + quoted(label);
    case FieldType::People:
      return "Choose at least one person for " + quoted(label);
    case FieldType::File:
      return is_noun(label) ? "Upload " + with_article(label, "the")
                            : "Upload a file for " + quoted(label);
    case FieldType::Consent:
      return "Tick " + quoted(label) + " to go on";
    case FieldType::Questions:
      return "Add at least one question to " + quoted(label);
    case FieldType::Rubric:
      return "Add at least one criterion to " + quoted(label);
    case FieldType::Places:
      return "Add at least one row to " + quoted(label);
    case FieldType::Answers:
      return "Answer the questions of " + quoted(label);
    case FieldType::Scores:
      return "Score each criterion of " + quoted(label);
    case FieldType::Copies:
      return {};  // nobody is asked for them
  }
  return {};
}

std::string in_words(Day day) {
  static constexpr std::array<std::string_view, 12> months = {
      "January", "February", "March",     "April",   "May",      "June",
      "July",    "August",   "September", "October", "November", "December"};
  const std::chrono::year_month_day date(day);
  return std::to_string(static_cast<unsigned>(date.day())) + " " +
         std::string(months[static_cast<unsigned>(date.month()) - 1]) + " " +
         std::to_string(static_cast<int>(date.year()));
}

std::string in_words(const Value& limit) {
  if (const auto* whole = limit.as<std::int64_t>()) return std::to_string(*whole);
  if (const auto* decimal = limit.as<Decimal>()) return decimal->text();
  if (const auto* day = limit.as<Day>()) return in_words(*day);
  return {};
}

std::string counted(std::int64_t count, const std::string& noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

std::string file_kinds(const std::vector<std::string>& content_types) {
  std::string kinds;
  for (std::size_t i = 0; i < content_types.size(); ++i) {
    if (i > 0) kinds += i + 1 == content_types.size() ? " or " : ", ";
    kinds += kind_of_file(content_types[i]);
  }
  return "a " + kinds + " file";
}

std::string size_in_words(std::int64_t bytes) {
  constexpr std::int64_t kilobyte = 1024;
  constexpr std::int64_t megabyte = kilobyte * kilobyte;
  if (bytes >= megabyte) return std::to_string(bytes / megabyte) + " MB";
  return std::to_string(bytes / kilobyte) + " kB";
}

}  // namespace accolade
