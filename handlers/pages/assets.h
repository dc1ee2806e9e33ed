// The few files that pages load: style sheets and one script.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include <boost/json/object.hpp>

#include "handlers/http/message.h"

namespace accolade {

struct Asset {
  std::string type;     // Content-Type
  std::string version;  // of the bytes: part of the address, so that browsers may keep it for ever
  std::string integrity;  // as of integrity_of
  std::string bytes;
};
using Assets = std::map<std::string, Asset, std::less<>>;  // by name: "accolade.css"

// The files of `ours`, and of `libraries` (on Debian /usr/share/javascript) Bootstrap's grid and
// reboot, and Chart.js. Throws std::runtime_error, naming the file, if one is
// missing or of a kind that pages do not load.
Assets load_assets(const std::filesystem::path& ours, const std::filesystem::path& libraries);

// How a page loads it: {href: "/assets/accolade.css?v=...", integrity}. Throws std::out_of_range
// for a name that is not there: a defect.
boost::json::object asset_view(const Assets& assets, std::string_view name);

// GET /assets/{name}: kept by browsers for a year where the address names this version.
http::Response send_asset(const Assets& assets, const http::Request& request);

}  // namespace accolade
