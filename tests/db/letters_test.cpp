// The outbox: a letter leaves once, under a lease with a fencing token.
#include "tests/db/toy.h"

namespace accolade {
namespace {

using std::chrono::minutes;

class LetterBox : public StoreTest {
 protected:
  LetterBox() : id(begin()) { EXPECT_TRUE(fire(id, "add")); }
  std::vector<Letter> claim(int limit = 10) { return database.letters->claim(limit, minutes(5)); }
  Letter only() { return database.letters->of(id, PersonId{}, true).at(0); }

  InstanceId id;
};
ON_BOTH_ENGINES(LetterBox);

TEST_P(LetterBox, ClaimedLetterIsOneAttemptAndNobodyElses) {
  const std::vector<Letter> claimed = claim();
  ASSERT_EQ(claimed.size(), 1U);
  const Letter& letter = claimed[0];
  EXPECT_EQ(letter.what.instance, id);
  EXPECT_EQ(letter.what.step, 2);
  EXPECT_EQ(letter.what.letter, "added");
  EXPECT_EQ(letter.what.role, "owner");
  EXPECT_EQ(letter.what.recipient, PersonId{7});
  EXPECT_EQ(letter.what.fields, (Fields{{"count", Value(1)}}));
  EXPECT_EQ(letter.delivery, Delivery::Sending);
  EXPECT_EQ(letter.attempts, 1);
  EXPECT_EQ(letter.queued, clock->load());
  EXPECT_EQ(claim().size(), 0U);
}

TEST_P(LetterBox, SentLetterIsDone) {
  const Letter letter = claim().at(0);
  database.letters->settle(letter.id, letter.fence, Delivery::Sent, "250 OK", std::nullopt);
  EXPECT_EQ(only().delivery, Delivery::Sent);
  EXPECT_EQ(only().sent, clock->load());
  EXPECT_EQ(only().reason, "250 OK");
  EXPECT_EQ(claim().size(), 0U);
}

TEST_P(LetterBox, DeferredLetterIsTriedAgainUnderTheSameMessageId) {
  const Letter first = claim().at(0);
  const Instant again = clock->load() + minutes(10);
  database.letters->settle(first.id, first.fence, Delivery::Deferred, "450 later", again);
  EXPECT_EQ(claim().size(), 0U);
  *clock = again;
  const Letter second = claim().at(0);
  EXPECT_EQ(second.attempts, 2);
  EXPECT_EQ(second.message_id, first.message_id);
  EXPECT_GT(second.fence, first.fence);
}

TEST_P(LetterBox, ResultUnderAnOlderFenceIsDropped) {
  const Letter first = claim().at(0);
  database.letters->settle(first.id, first.fence, Delivery::Deferred, "", clock->load());
  const Letter second = claim().at(0);
  database.letters->settle(first.id, first.fence, Delivery::Failed, "550", std::nullopt);
  EXPECT_EQ(only().delivery, Delivery::Sending);
  database.letters->settle(second.id, second.fence, Delivery::Sent, "250", std::nullopt);
  EXPECT_EQ(only().delivery, Delivery::Sent);
}

TEST_P(LetterBox, LeaseThatRanOutLeavesTheLetterUnknown) {
  const Letter letter = claim().at(0);
  *clock = clock->load() + minutes(6);
  EXPECT_EQ(claim().size(), 0U);
  EXPECT_EQ(only().delivery, Delivery::Unknown);
  EXPECT_EQ(only().reason, "The program ended while this letter was being sent.");
  // Its sender was only slow, and knows.
  database.letters->settle(letter.id, letter.fence, Delivery::Sent, "250", std::nullopt);
  EXPECT_EQ(only().delivery, Delivery::Sent);
}

TEST_P(LetterBox, OldestLettersComeFirstAndEachOnce) {
  *clock = clock->load() + minutes(1);
  for (int i = 0; i < 4; ++i)
    ASSERT_TRUE(fire(id, "add"));
  const std::vector<Letter> two = claim(2), rest = claim(10);
  ASSERT_EQ(two.size(), 2U);
  ASSERT_EQ(rest.size(), 3U);
  EXPECT_EQ(two[0].what.step, 2);
}

TEST_P(LetterBox, LettersAreReadByTheirRecipientOrBySomebodyWhoSeesAll) {
  EXPECT_EQ(database.letters->of(id, PersonId{7}, false).size(), 1U);
  EXPECT_EQ(database.letters->of(id, PersonId{8}, false).size(), 0U);
  EXPECT_EQ(database.letters->of(id, PersonId{8}, true).size(), 1U);
  EXPECT_EQ(database.letters->find(only().id)->what.instance, id);
  EXPECT_FALSE(database.letters->find(LetterId{1}).has_value());
}

}  // namespace
}  // namespace accolade
