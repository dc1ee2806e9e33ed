// Published packages: pinned by hash, current by name.
#include "engine/definition/loader.h"
#include "tests/db/toy.h"

namespace accolade {
namespace {

class Published : public StoreTest {
 protected:
  static Package package(const std::string& name, const std::string& title) {
    const std::string yaml = "workflow: " + name + "\ntitle: " + title + R"(
people: {owner: creator}
states:
  open:
    open_ended: true
    sees: {owner: {fields: all}}
    on: {close: {by: owner, to: closed}}
  closed: {final: done}
)";
    Loaded<Package> loaded = load_package(name, {{name + ".yaml", yaml}});
    EXPECT_TRUE(loaded.value.has_value())
        << (loaded.diagnostics.empty() ? "" : to_text(loaded.diagnostics[0]));
    return loaded.value.value_or(Package{});
  }
  std::vector<PackageHash> current(Packages& packages) {
    std::vector<PackageHash> hashes;
    for (const auto& found : packages.current())
      hashes.push_back(found->hash);
    return hashes;
  }
};
ON_BOTH_ENGINES(Published);

TEST_P(Published, PackageComesBackWithItsFiles) {
  const Package toys = package("toys", "Toys");
  EXPECT_TRUE(database.packages->publish(toys));
  EXPECT_FALSE(database.packages->publish(toys));
  Database other = another();
  EXPECT_EQ(other.packages->get(toys.hash)->files, toys.files);
  EXPECT_EQ(other.packages->get(toys.hash), other.packages->get(toys.hash));  // loaded once
}

TEST_P(Published, LastPublishedIsTheCurrentOneOfItsName) {
  const Package first = package("toys", "First"), second = package("toys", "Second");
  const Package games = package("games", "Games");
  for (const Package& each : {first, games, second})
    database.packages->publish(each);
  EXPECT_EQ(current(*database.packages), (std::vector<PackageHash>{games.hash, second.hash}));
  database.packages->publish(first);
  EXPECT_EQ(current(*database.packages), (std::vector<PackageHash>{games.hash, first.hash}));
  EXPECT_EQ(database.packages->get(second.hash)->hash, second.hash);
}

TEST_P(Published, UnknownHashThrows) {
  EXPECT_THROW((void)database.packages->get("nothing"), std::runtime_error);
}

}  // namespace
}  // namespace accolade
