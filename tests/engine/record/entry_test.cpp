// The history chain: what breaks it, and what may be erased without breaking it.
#include "engine/record/entry.h"

#include <gtest/gtest.h>

namespace accolade {
namespace {

Happened submitted() {
  Happened happened;
  happened.event = "submit";
  happened.actor = PersonId{42};
  happened.roles = {"applicant"};
  happened.at = *parse_instant("2026-03-02T16:00:00Z");
  happened.from = {"draft"};
  happened.to = {"submitted"};
  happened.changed = {{"title", "Genomes"}, {"contact", "Ada, Milan"}};
  happened.personal = {"contact"};
  happened.says = "{actor} sent it in";
  return happened;
}

TEST(History, ASealedEntryHolds) {
  const Entry entry = seal(submitted(), 1, "", "salt");

  EXPECT_TRUE(holds(entry, ""));
  EXPECT_EQ(entry.hash.size(), 64U);
}

TEST(History, AnEntryHoldsOnlyAfterItsOwnPredecessor) {
  const Entry first = seal(submitted(), 1, "", "salt");
  const Entry second = seal(submitted(), 2, first.hash, "other salt");

  EXPECT_TRUE(holds(second, first.hash));
  EXPECT_FALSE(holds(second, ""));
  EXPECT_FALSE(holds(second, second.hash));
}

TEST(History, AChangedSentenceBreaksTheChain) {
  Entry entry = seal(submitted(), 1, "", "salt");
  entry.public_part.replace(entry.public_part.find("sent"), 4, "kept");

  EXPECT_FALSE(holds(entry, ""));
}

TEST(History, AChangedPersonBreaksTheCommitment) {
  Entry entry = seal(submitted(), 1, "", "salt");
  entry.personal_part.replace(entry.personal_part.find("42"), 2, "43");

  EXPECT_FALSE(holds(entry, ""));
}

TEST(History, ErasingThePersonalPartLeavesTheChainValid) {
  Entry entry = seal(submitted(), 1, "", "salt");
  entry.salt.clear();
  entry.personal_part.clear();

  EXPECT_TRUE(holds(entry, ""));
}

TEST(History, NeitherPersonNorPersonalFieldIsInThePublicPart) {
  const Entry entry = seal(submitted(), 1, "", "salt");

  EXPECT_EQ(entry.public_part.find("42"), std::string::npos);
  EXPECT_EQ(entry.public_part.find("Ada"), std::string::npos);
  EXPECT_NE(entry.public_part.find("Genomes"), std::string::npos);
}

TEST(History, BothPartsReadBackToWhatHappened) {
  const Entry entry = seal(submitted(), 1, "", "salt");

  const Happened read = happened_from(entry.public_part, entry.personal_part);

  EXPECT_EQ(read.event, "submit");
  EXPECT_EQ(read.actor, PersonId{42});
  EXPECT_EQ(read.roles, (std::vector<std::string>{"applicant"}));
  EXPECT_EQ(read.at, submitted().at);
  EXPECT_EQ(read.from, (Configuration{"draft"}));
  EXPECT_EQ(read.to, (Configuration{"submitted"}));
  EXPECT_EQ(read.changed, submitted().changed);
  EXPECT_EQ(read.personal, submitted().personal);
  EXPECT_EQ(read.says, "{actor} sent it in");
}

Happened kept_for_a_time() {
  Happened happened = submitted();
  happened.changed.emplace("diet", "No nuts");
  happened.personal.insert("diet");
  happened.kept = {"diet"};
  return happened;
}

TEST(History, WhatIsKeptForATimeIsSealedApartAndCanBeDeletedAlone) {
  Entry entry = seal(kept_for_a_time(), 1, "", "salt", {{"diet", "other salt"}});

  EXPECT_EQ(entry.public_part.find("nuts"), std::string::npos);
  EXPECT_EQ(entry.personal_part.find("nuts"), std::string::npos);
  EXPECT_NE(entry.kept.at("diet").part.find("nuts"), std::string::npos);
  EXPECT_TRUE(holds(entry, ""));
  EXPECT_EQ(happened_from(entry.public_part, entry.personal_part, entry.kept).changed,
            kept_for_a_time().changed);

  entry.kept.clear();
  EXPECT_TRUE(holds(entry, ""));
  const Happened read = happened_from(entry.public_part, entry.personal_part, entry.kept);
  EXPECT_EQ(read.changed, submitted().changed);
  EXPECT_EQ(read.actor, PersonId{42});
  EXPECT_EQ(read.kept, std::set<std::string>{"diet"});
}

TEST(History, WhatIsKeptCannotBeChangedNorAdded) {
  const Entry sealed = seal(kept_for_a_time(), 1, "", "salt", {{"diet", "other salt"}});
  Entry changed = sealed;
  std::string& part = changed.kept.at("diet").part;
  part.replace(part.find("nuts"), 4, "eggs");
  EXPECT_FALSE(holds(changed, ""));

  Entry added = sealed;
  added.kept.emplace("access", KeptPart{"salt", "{}"});
  EXPECT_FALSE(holds(added, ""));
  Entry plain = seal(submitted(), 1, "", "salt");
  EXPECT_EQ(plain.public_part.find("kept"), std::string::npos);
  plain.kept.emplace("diet", KeptPart{"salt", "{}"});
  EXPECT_FALSE(holds(plain, ""));
}

TEST(History, AfterErasureThePublicPartIsStillReadable) {
  const Entry entry = seal(submitted(), 1, "", "salt");

  const Happened read = happened_from(entry.public_part, "");

  EXPECT_EQ(read.actor, PersonId{});
  EXPECT_EQ(read.changed, (Fields{{"title", "Genomes"}}));
}

}  // namespace
}  // namespace accolade
