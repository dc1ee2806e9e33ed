// What the search reaches, and by which script.
#include "engine/verify/exploration.h"

#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

#include "tests/engine/definition/loading.h"
#include "tests/support/replaying.h"
#include "tests/support/shipped_files.h"
#include "tests/support/zones.h"

namespace accolade {
namespace {

TEST(Exploration, EveryScriptOfTheShippedPackagesLeadsWhereItSays) {
  const std::map<std::string, std::string> files = shipped_files("award");
  const Package package = load_package("award", files, brussels_zone).value.value();
  for (const auto& [name, workflow] : package.workflows) {
    const Exploration exploration = explore(workflow, {}, &package);
    EXPECT_TRUE(exploration.is_complete) << name;
    const Workflow alone =
        load_workflow(workflow.file, files.at(workflow.file), Strictness::Run).value.value();
    for (const ReachedConfiguration& reached : exploration.reached) {
      const boost::json::object last = replayed(alone, reached.script);
      ASSERT_TRUE(last.contains("configuration")) << boost::json::serialize(last);
      EXPECT_EQ(last.at("configuration").as_array(), json_of(reached.configuration));
    }
  }
}

}  // namespace
}  // namespace accolade
