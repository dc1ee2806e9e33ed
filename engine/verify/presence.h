// Which fields may have a value in a situation, and which may have none.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "engine/verify/search.h"

namespace accolade {

// Bit by bit along the moves; what conditions read is known from the situations themselves.
// Borrows the search.
class Presence {
 public:
  explicit Presence(const Search& found);

  void spread();
  void add_to(ReachedConfiguration& reached, std::size_t at) const;
  // After a move out of the situation.
  bool may_be_absent_after(std::size_t at, const Edge& edge, const std::string& field) const;

 private:
  // Always: a value; Filled: perhaps a value; Perhaps: a value or none.
  enum class Written { No, Always, Filled, Perhaps };

  void begin(std::size_t at);
  void pass_on(std::size_t at, const Edge& edge);
  std::vector<Written> written_by(const Edge& edge) const;
  std::vector<Written> written_by_states() const;
  void note(const Action& action, bool is_certain, std::vector<Written>& written) const;
  bool reads_only_what_was_written(const Expression& expression,
                                   const std::vector<Written>& written) const;
  void write(const std::string& name, Written how, std::vector<Written>& written) const;

  const Search& found_;
  std::vector<Written> by_states_;  // by field
  std::vector<std::vector<bool>> present_, absent_;
  std::deque<std::size_t> waiting_;
};

}  // namespace accolade
