// The words of a map, each understood or refused; and the plain values behind them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/definition/report.h"
#include "engine/definition/yaml.h"
#include "engine/value/instant.h"

namespace accolade {

// Reads one map. What nobody took is refused at the end, with the nearest word that was asked for.
class Words {
 public:
  // `what` is named in diagnostics: "a state". A node that is no map is reported; null has no
  // words.
  Words(const YamlNode& node, std::string what, Report& report);

  // The value of a word, now understood; null if it is not there.
  const YamlNode* take(std::string_view word);
  bool has(std::string_view word) const;
  void refuse_others();

  const YamlNode& node() const { return *node_; }
  Place key_place(std::string_view word) const;  // of the node where it is not there

 private:
  std::optional<std::size_t> find(std::string_view word) const;

  const YamlNode* node_;
  std::string what_;
  Report* report_;
  std::vector<std::string> asked_;
  std::vector<bool> is_taken_;
};

// Each reports what it cannot read and returns the empty value. `node` null: the empty value.
std::string text_of(const YamlNode* node, Report& report);
bool truth_of(const YamlNode* node, Report& report);
std::optional<std::int64_t> whole_number_of(const YamlNode* node, Report& report);
std::optional<Duration> duration_of(const YamlNode* node, Report& report);
// The scalars of a list; one scalar stands for a list of itself.
std::vector<const YamlNode*> scalars_of(const YamlNode* node, Report& report);
std::vector<std::string> texts_of(const YamlNode* node, Report& report);
// The entries of a map, or of nothing.
bool is_map(const YamlNode* node, Report& report);
bool is_list(const YamlNode* node, Report& report);
// "5 working days" -> 5
std::optional<int> working_days_in(std::string_view text);

}  // namespace accolade
