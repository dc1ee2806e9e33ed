// The words of form errors: what a field is called in a sentence, and what to do about it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/definition/field.h"

namespace accolade {

// At the head of a sentence: "Summary", or "“Who answers for it?”" where the label is no noun.
std::string subject_of(const Field& field);
// "Enter the title of the work", "Choose a category", "Answer “Who answers for it?”".
std::string missing_sentence(const Field& field);

std::string quoted(const std::string& words);
std::string in_words(Day day);                                     // "2 March 2026"
std::string in_words(const Value& limit);                          // of a number or a day
std::string counted(std::int64_t count, const std::string& noun);  // "1 word", "250 words"
// "a PDF file", "a PDF or PNG file".
std::string file_kinds(const std::vector<std::string>& content_types);
std::string size_in_words(std::int64_t bytes);  // "10 MB"

}  // namespace accolade
