// The Action Plan of the demo: the real items and organisations, and invented adoptions.
#pragma once

#include <filesystem>
#include <string>

#include "engine/use_case/engine.h"

namespace accolade {

struct DemoEditor {
  std::string organisation;  // its name in the list of members
  std::string address;
  std::string head;  // who signs; the editor alone signs at once, so that one report is signed
};

// Does nothing where the folder of workflows has no plan.
void fill_demo_plan(Engine& engine, PersonId secretary, const std::filesystem::path& items_csv,
                    const std::filesystem::path& members_csv,
                    const std::vector<DemoEditor>& editors);

}  // namespace accolade
