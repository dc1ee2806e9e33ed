// What an expression of a map may read: an instance of the old version, as it is.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/condition/condition.h"
#include "engine/definition/workflow.h"

namespace accolade {

// Fields, fields of ancestors, the figures that the workflow keeps of its children, states,
// deadlines, now. Borrows both.
class OldScope final : public Scope {
 public:
  OldScope(const Package& package, const Workflow& workflow)
      : package_(package), workflow_(workflow) {}

  std::optional<Known> path(std::string_view dotted) const override;
  std::optional<Known> tally(const Tally& tally) const override;
  bool has_state(std::string_view name) const override;
  bool has_deadline(std::string_view name) const override;
  std::vector<std::string> names() const override;

 private:
  const Package& package_;
  const Workflow& workflow_;
};

}  // namespace accolade
