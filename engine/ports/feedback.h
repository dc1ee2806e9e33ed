// Answers that nobody may trace to a person: they are counted, never kept one beside another.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/value/ids.h"
#include "engine/value/instant.h"

namespace accolade {

// One form as it was answered. Optional questions without an answer are left out.
struct FeedbackForm {
  InstanceId giver;  // the instance on which it was asked: only that it answered is kept
  InstanceId about;  // the instance above it
  Instant until{};   // when no more are taken
  std::vector<std::pair<std::string, std::string>> counted = {};  // question, code
  std::vector<std::pair<std::string, std::string>> texts = {};    // question, as typed
};

struct FeedbackFigures {
  std::int64_t forms = 0;
  std::map<std::string, std::map<std::string, std::int64_t>> counts = {};  // question -> code -> n
  // In an order that follows from the texts alone.
  std::map<std::string, std::vector<std::string>> texts = {};
};

// What is stored is the same, byte for byte, whoever gave which answers in which order: neither
// instants nor numbers nor an order of rows, and rows of one commit are not told from those of
// another. Thread-safe.
class Feedback {
 public:
  virtual ~Feedback() = default;

  // False if the giver has answered: then nothing is added. Durable when it returns.
  virtual bool give(const FeedbackForm& form) = 0;
  virtual bool has_given(InstanceId giver) = 0;
  virtual FeedbackFigures figures(InstanceId about) = 0;
};

}  // namespace accolade
