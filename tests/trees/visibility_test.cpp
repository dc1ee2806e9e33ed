// Random worlds: the SQL that finds what a person sees, and the function that cuts it, agree on
// every instance.
#include <random>

#include <gtest/gtest.h>

#include "tests/trees/consortium.h"

namespace accolade {
namespace {

// Whatever a person may do in a page, done at random: nominations, drafts, decisions, reviews,
// time.
class RandomWorld {
 public:
  explicit RandomWorld(unsigned seed) : random_(seed) {
    everybody_ = {at_.secretary, at_.chair, at_.ada, at_.ben};
    everybody_.insert(everybody_.end(), at_.experts.begin(), at_.experts.end());
    instances_ = {at_.call};
  }

  void step() {
    const PersonId person = everybody_[pick(everybody_.size())];
    const InstanceId id = instances_[pick(instances_.size())];
    const Outcome<Shown> shown = at_.engine().show(id, person);
    if (!shown) return;
    if (shown->workflow->name == "nomination" && !shown->form.empty()) at_.fill_in(id, person);
    std::vector<Offer> enabled;
    for (const Offer& offer : shown->offers) {
      if (offer.enabled && offer.event != "finish" && offer.event != "announce") {
        enabled.push_back(offer);
      }
    }
    if (enabled.empty()) return;
    const Offer& offer = enabled[pick(enabled.size())];
    // Refusals are part of a random life: what matters is what is visible afterwards.
    const Outcome<Applied> applied =
        at_.engine().fire({id, offer.event, answers_to(offer), person, {}, {}});
    if (applied) ++steps_;
    learn();
  }

  Consortium& at() { return at_; }
  int steps() const { return steps_; }
  const std::vector<InstanceId>& instances() const { return instances_; }
  std::vector<PersonId> viewers() const {
    std::vector<PersonId> viewers = everybody_;
    viewers.push_back(PersonId{});
    return viewers;
  }

 private:
  std::size_t pick(std::size_t size) {
    return std::uniform_int_distribution<std::size_t>(0, size - 1)(random_);
  }

  Answers answers_to(const Offer& offer) {
    Answers given;
    for (const Field* field : offer.ask) {
      if (field->name == "return_reason" || field->name == "decline_reason") {
        given[field->name] = "Because.";
      } else if (field->name == "reviewers") {
        given[field->name] =
            boost::json::array{at_.experts[pick(5)].text(), at_.experts[pick(5)].text()};
      } else if (field->name == "scores") {
        given[field->name] = scores(1 + static_cast<int>(pick(5)), 1 + static_cast<int>(pick(5)));
      } else if (field->name == "closes_at") {
        given[field->name] = "2026-03-05T16:00:00Z";
      }
    }
    return given;
  }

  void learn() {
    for (std::size_t index = 0; index < instances_.size(); ++index) {
      for (const char* workflow : {"nomination", "review"}) {
        for (const Snapshot& child : children(instances_[index], workflow)) {
          if (std::find(instances_.begin(), instances_.end(), child.id) == instances_.end()) {
            instances_.push_back(child.id);
          }
        }
      }
    }
  }

  std::vector<Snapshot> children(InstanceId parent, const std::string& workflow) {
    std::vector<Snapshot> found;
    ListQuery query;
    query.parent = parent;
    query.workflow = workflow;
    query.limit = 200;
    for (const PersonId person : everybody_) {
      for (Instances::Listed& row : at_.database().instances->list(query, person)) {
        found.push_back(std::move(row.snapshot));
      }
    }
    return found;
  }

  Consortium at_;
  std::mt19937 random_;
  std::vector<PersonId> everybody_;
  std::vector<InstanceId> instances_;
  int steps_ = 0;
};

class Visibility : public testing::TestWithParam<unsigned> {};

TEST_P(Visibility, TheSqlAndTheFunctionAgreeOnEveryInstance) {
  RandomWorld world(GetParam());
  for (int count = 0; count < 150; ++count)
    world.step();
  ASSERT_GT(world.instances().size(), 3U);
  ASSERT_GT(world.steps(), 20);

  for (const InstanceId id : world.instances()) {
    for (const PersonId viewer : world.viewers()) {
      const bool by_sql = !world.at().database().instances->sight(id, viewer).empty();
      const bool by_function = static_cast<bool>(world.at().engine().show(id, viewer));
      EXPECT_EQ(by_sql, by_function) << "instance " << id.text() << ", viewer " << viewer.text();
    }
  }
}

TEST_P(Visibility, ListAndCountShowExactlyWhatIsVisible) {
  RandomWorld world(GetParam() + 100);
  for (int count = 0; count < 150; ++count)
    world.step();

  for (const PersonId viewer : world.viewers()) {
    std::set<InstanceId> visible;
    for (const InstanceId id : world.instances()) {
      const Outcome<Shown> shown = world.at().engine().show(id, viewer);
      if (shown && shown->workflow->name == "nomination") visible.insert(id);
    }
    std::set<InstanceId> listed;
    const ListRequest all{world.at().call, "nomination", {}, {}, 200};
    for (const ListRow& row : world.at().engine().list(all, viewer).rows) {
      listed.insert(row.snapshot.id);
    }
    EXPECT_EQ(listed, visible) << "viewer " << viewer.text();
  }
}

TEST_P(Visibility, AndEveryInvariantOfTheDatabaseHolds) {
  RandomWorld world(GetParam() + 200);
  for (int count = 0; count < 150; ++count)
    world.step();
  world.at().advance_to("2026-03-06T00:00:00Z");

  EXPECT_EQ(world.at().faults(), std::vector<std::string>{});
}

INSTANTIATE_TEST_SUITE_P(Seeds, Visibility, testing::Values(1U, 2U, 3U));

}  // namespace
}  // namespace accolade
