// From the award to the workshop, as both are shipped: a prize winner is invited without anybody
// doing it.
#include <gtest/gtest.h>

#include "engine/definition/loader.h"
#include "tests/support/shipped_files.h"
#include "tests/trees/consortium.h"

namespace accolade {
namespace {

using Texts = std::vector<std::string>;

class Prize : public Consortium {
 public:
  Prize() {
    Loaded<Package> loaded = load_package("workshop", shipped_files("workshop"));
    database().packages->publish(loaded.value.value());
    workshop = engine().start({"workshop", {}, {}, secretary, {}})->instance;
    open_workshop();
    winner = awarded(ada);
    Answers chosen;
    chosen.emplace("workshop", boost::json::string(workshop.text()));
    fire(call, "choose_workshop", secretary, chosen);
  }

  InstanceId awarded(PersonId applicant) {
    const InstanceId nomination = submitted(applicant);
    fire(nomination, "accept", secretary);
    const auto reviews = assign(nomination, {experts[0], experts[1], experts[2]});
    for (std::size_t index = 0; index < 3; ++index)
      review(reviews[index], experts[index], 4, 4);
    fire(nomination, "award", chair);
    return nomination;
  }
  void announce() {
    fire(call, "finish", secretary);
    fire(call, "announce", chair);
    deliver_due();
  }
  void open_workshop() {
    fire(workshop, "open", secretary,
         {{"title", "Genomes at work"},
          {"summary", "Two days."},
          {"venue", "Siena"},
          {"begins_at", "2026-05-04T08:00:00Z"},
          {"ends_at", "2026-05-05T15:00:00Z"},
          {"closes_at", "2026-04-20T16:00:00Z"},
          {"admission", "invited"}});
    deliver_due();
  }
  std::vector<InstanceId> registrations() {
    std::vector<InstanceId> ids;
    for (const ListRow& one : engine().list({workshop, "registration", {}, {}, 50}, secretary).rows)
      ids.push_back(one.snapshot.id);
    return ids;
  }
  static Answers answers() {
    return {{"name", "Ada Lovelace"}, {"affiliation", "CNR"}, {"kind", "research"},
            {"country", "IT"},        {"mode", "online"},     {"agrees", "on"}};
  }

  InstanceId workshop, winner;
};

TEST(Winner, IsInvitedWhenTheResultIsAnnounced) {
  Prize at;
  EXPECT_EQ(at.registrations().size(), 0U);

  at.announce();

  ASSERT_EQ(at.registrations().size(), 1U);
  const InstanceId invited = at.registrations().front();
  EXPECT_EQ(at.letters(invited), Texts{"invitation to Ada"});
  EXPECT_EQ(at.fields(invited).at("group"), Value("winner"));
  at.fire(invited, "submit", at.ada, Prize::answers());
  EXPECT_EQ(at.configuration(invited), Configuration{"confirmed"});
  EXPECT_EQ(at.refused(at.workshop, "register", at.ben).why, Why::NotPossible);
  EXPECT_EQ(at.faults(), Texts());
}

TEST(Winner, WhoComesTooLateIsSaidToTheSecretariat) {
  Prize at;
  at.fire(at.workshop, "finish", at.secretary);
  at.announce();
  EXPECT_EQ(at.registrations().size(), 0U);
  EXPECT_EQ(at.letters(at.workshop), Texts{"winner_late to Sofia"});
  EXPECT_EQ(at.faults(), Texts());
}

TEST(Winner, IsInvitedToAWorkshopThatIsAnnounced) {
  Prize at;
  const InstanceId hidden =
      at.engine().start({"workshop", {}, {}, at.secretary, {}})->instance;  // in preparation
  Answers chosen;
  chosen.emplace("workshop", boost::json::string(hidden.text()));
  EXPECT_EQ(at.refused(at.call, "choose_workshop", at.secretary, chosen).why, Why::Invalid);
  const Outcome<Shown> shown = at.engine().show(at.call, at.secretary);
  ASSERT_TRUE(shown);
  EXPECT_EQ(shown->places.at("workshop").size(), 1U);
  EXPECT_EQ(shown->named.at(at.workshop.text()), "Genomes at work");
}

TEST(Winner, AloneIsInvited) {
  Prize at;
  const InstanceId other = at.submitted(at.ben);
  at.fire(other, "reject", at.secretary, {{"return_reason", "Not of the field."}});
  at.announce();
  EXPECT_EQ(at.registrations().size(), 1U);
}

}  // namespace
}  // namespace accolade
