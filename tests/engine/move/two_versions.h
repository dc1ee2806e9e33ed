// Two versions of a small package, written in the test itself.
#pragma once

#include <map>
#include <string>

#include <gtest/gtest.h>

#include "engine/definition/loader.h"
#include "engine/move/mapping.h"
#include "tests/engine/definition/loading.h"

namespace accolade {

inline Package version(const std::string& yaml,
                       const std::map<std::string, std::string>& letters = {}) {
  std::map<std::string, std::string> files = letters;
  files["talk.yaml"] = yaml;
  Loaded<Package> package = load_package("talks", files);
  EXPECT_TRUE(package.value) << texts(package.diagnostics);
  return std::move(package.value).value();
}

inline Mapping mapping_between(const Package& from, const Package& to,
                               const std::string& yaml = "") {
  Loaded<Mapping> mapping = read_mapping("map.yaml", yaml, from, to);
  EXPECT_TRUE(mapping.value) << texts(mapping.diagnostics);
  return std::move(mapping.value).value();
}

}  // namespace accolade
