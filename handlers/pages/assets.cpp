// Read once at the start; sent from memory.
#include "handlers/pages/assets.h"

#include <fstream>
#include <sstream>
#include <stdexcept>

#include <fmt/format.h>

#include "handlers/http/failure.h"
#include "handlers/security/token.h"

namespace accolade {
namespace {

namespace fs = std::filesystem;

std::string type_of(const fs::path& file) {
  if (file.extension() == ".css") return "text/css; charset=utf-8";
  if (file.extension() == ".js") return "text/javascript; charset=utf-8";
  if (file.extension() == ".svg") return "image/svg+xml";
  throw std::runtime_error(fmt::format("{} is no style sheet, script or picture", file.string()));
}

Asset read(const fs::path& path) {
  constexpr std::size_t version_length = 12;
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  if (!file) throw std::runtime_error(fmt::format("{} cannot be read", path.string()));
  Asset asset{type_of(path), "", "", std::move(bytes).str()};
  asset.version = token_hash(asset.bytes).substr(0, version_length);
  asset.integrity = integrity_of(asset.bytes);
  return asset;
}

}  // namespace

Assets load_assets(const fs::path& ours, const fs::path& libraries) {
  if (!fs::is_directory(ours)) {
    throw std::runtime_error(fmt::format("{} is not a folder of style sheets", ours.string()));
  }
  Assets assets;
  for (const auto& entry : fs::directory_iterator(ours))
    assets.emplace(entry.path().filename().string(), read(entry.path()));
  for (const char* name : {"bootstrap-grid.min.css", "bootstrap-reboot.min.css"})
    assets.emplace(name, read(libraries / "bootstrap5" / "css" / name));
  assets.emplace("chart.min.js", read(libraries / "chart.js" / "chart.min.js"));
  return assets;
}

boost::json::object asset_view(const Assets& assets, std::string_view name) {
  const auto found = assets.find(name);
  if (found == assets.end()) throw std::out_of_range(fmt::format("no asset {}", name));
  return {{"href", fmt::format("/assets/{}?v={}", name, found->second.version)},
          {"integrity", found->second.integrity}};
}

http::Response send_asset(const Assets& assets, const http::Request& request) {
  const auto found = assets.find(request.parameter("name"));
  if (found == assets.end()) return http::plain_failure(request, http::not_found());

  const bool names_version = request.asked("v") == found->second.version;
  http::Response response{.body = found->second.bytes};
  response.set("Content-Type", found->second.type);
  response.set("Cache-Control",
               names_version ? "public, max-age=31536000, immutable" : "public, max-age=60");
  return response;
}

}  // namespace accolade
