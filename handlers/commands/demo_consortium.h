// The demo: the consortium's organisations, eleven people, one open call. Invented people, real
// organisations (March 2017).
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/ports/sessions.h"
#include "engine/use_case/engine.h"

namespace accolade {

struct DemoPerson {
  std::string role, name, address;
};

const std::vector<DemoPerson>& demo_people();

bool has_demo(Directory& directory);
// Fills an empty database. Throws CommandRefused if the award's definitions are not published.
void fill_demo(Engine& engine, const std::filesystem::path& members_csv, const std::string& zone);

// A one-time sign-in URL for each: "role<TAB>e-mail<TAB>URL" a line.
std::vector<std::string> demo_lines(Directory& directory, Sessions& sessions, Instant now,
                                    const std::string& public_url);

}  // namespace accolade
