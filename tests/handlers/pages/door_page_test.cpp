// The door of the workshop: who is found there, what a scan answers, and for whom there is no door.
#include <boost/json/parse.hpp>

#include "tests/handlers/documents/workshop_world.h"

namespace accolade {
namespace {

using test::WorkshopWorld;

class AtTheDoor : public WorkshopWorld {
 protected:
  std::string door() { return "/instances/" + workshop_.text() + "/door"; }
  std::string code(InstanceId id) { return ticket_code(press_, {id, id == anas_ ? ana_ : ben_}); }
  // "in: Ana Rossi is checked in."
  std::string scan(const std::string& who, const std::string& key, PersonId desk,
                   const std::string& act = "in") {
    const http::Response response =
        post(door(), desk, "_key=" + key + "&act=" + act + "&who=" + who, "application/json");
    const auto said = boost::json::parse(response.body).as_object();
    return std::string(said.at("outcome").as_string()) + ": " +
           std::string(said.at("sentence").as_string());
  }
  Configuration here(InstanceId id) { return database_.instances->load(id)->configuration; }
  std::int64_t version(InstanceId id) { return database_.instances->load(id)->version; }

  const PersonId ana_ = person("Ana Rossi"), ben_ = person("Ben Weber");
  const InstanceId anas_ = registers(ana_, "Ana Rossi"), bens_ = registers(ben_, "Ben Weber");
};

bool has(const http::Response& response, const std::string& words) {
  return response.body.find(words) != std::string::npos;
}

TEST_F(AtTheDoor, AllAreListedAndSomeAreFoundByAPartOfTheirNames) {
  const http::Response all = get(door(), dario_);
  EXPECT_TRUE(has(all, "0 of 2 are here"));
  EXPECT_TRUE(has(all, ">Ana Rossi<"));
  EXPECT_TRUE(has(all, ">Ben Weber<"));
  EXPECT_EQ(all.header("Permissions-Policy"),
            "camera=(self), geolocation=(), microphone=(), payment=(), usb=()");

  const http::Response some = get(door() + "?q=ROSS+siena", dario_);
  EXPECT_TRUE(has(some, ">Ana Rossi<"));
  EXPECT_FALSE(has(some, ">Ben Weber<"));
  EXPECT_TRUE(has(get(door() + "?q=Nobody", dario_), "Nobody of that name is expected here"));
}

TEST_F(AtTheDoor, TheSecondScanSaysWhoDidItAndChangesNothing) {
  EXPECT_EQ(scan(code(anas_), "1", dario_), "in: Ana Rossi is checked in.");
  EXPECT_EQ(here(anas_), Configuration{"attended"});
  const std::int64_t before = version(anas_);

  clock_ += std::chrono::minutes(30);
  EXPECT_EQ(scan("https://x.org/door/" + code(anas_), "2", sofia_),
            "already: Ana Rossi was checked in already. Dario Conti checked them in today at "
            "10:00.");
  EXPECT_EQ(version(anas_), before);
  EXPECT_TRUE(has(get(door(), sofia_), "1 of 2 are here"));
}

TEST_F(AtTheDoor, AScanThatIsSentTwiceCountsOnce) {
  EXPECT_EQ(scan(anas_.text(), "1", dario_), "in: Ana Rossi is checked in.");
  EXPECT_EQ(scan(anas_.text(), "1", dario_), "in: Ana Rossi is checked in.");
  EXPECT_EQ(scan(anas_.text(), "2", dario_, "out"), "out: Ana Rossi is not checked in any more.");
  EXPECT_EQ(here(anas_), Configuration{"confirmed"});
  // The first one comes once more, from a page that never heard the answer.
  EXPECT_EQ(scan(anas_.text(), "1", dario_), "in: Ana Rossi is checked in.");
  EXPECT_EQ(here(anas_), Configuration{"confirmed"});
}

TEST_F(AtTheDoor, AScanThatWaitedForTheNetworkIsOfTheMomentOfScanning) {
  const Instant registered = clock_;
  const auto arrived_at = [&](const std::string& age, InstanceId id, const std::string& key) {
    post(door(), dario_, "_key=" + key + "&act=in&who=" + id.text(), "application/json", age);
    return database_.instances->history(id).back().happened.at;
  };
  clock_ += std::chrono::minutes(30);
  EXPECT_EQ(arrived_at("600", anas_, "1"), clock_ - std::chrono::minutes(10));
  EXPECT_TRUE(has(get(door() + "?q=" + anas_.text(), sofia_), "today at 10:20"));
  // Not before she registered, whatever the telephone says.
  EXPECT_EQ(arrived_at("80000", bens_, "2"), registered);
  EXPECT_EQ(scan(bens_.text(), "3", dario_, "out"), "out: Ben Weber is not checked in any more.");
  for (const char* const nonsense : {"-600", "10m", "100000000", ""}) {
    EXPECT_EQ(arrived_at(nonsense, bens_, std::string("in") + nonsense), clock_);
    scan(bens_.text(), std::string("out") + nonsense, dario_, "out");
  }
  EXPECT_EQ(verify(url_), std::vector<std::string>());
}

TEST_F(AtTheDoor, AFormLeadsBackToWhomItWasAbout) {
  const http::Response done = post(door(), dario_, "_key=1&act=in&who=" + code(anas_));
  EXPECT_EQ(done.status, 303);
  EXPECT_EQ(done.header("Location"), door() + "?q=" + anas_.text() + "&said=in");
  const http::Response page = get(std::string(done.header("Location")), dario_);
  EXPECT_TRUE(has(page, "Ana Rossi is checked in."));
  EXPECT_TRUE(has(page, "Dario Conti checked them in today at 10:00."));
  EXPECT_TRUE(has(page, "Undo the check-in"));
}

TEST_F(AtTheDoor, TheAddressOfThePageCannotSayWhatIsNotSo) {
  const auto said = [&](const std::string& outcome) {
    return get(door() + "?q=" + anas_.text() + "&said=" + outcome, dario_);
  };
  EXPECT_FALSE(has(said("in"), "checked in."));
  EXPECT_FALSE(has(said("already"), "was checked in already"));
  EXPECT_TRUE(has(said("out"), "is not checked in any more"));
  EXPECT_EQ(scan(anas_.text(), "1", dario_), "in: Ana Rossi is checked in.");
  EXPECT_TRUE(has(said("in"), "Ana Rossi is checked in."));
  EXPECT_FALSE(has(said("out"), "is not checked in any more"));
}

TEST_F(AtTheDoor, WhatIsNoTicketOfThisDoorChangesNothing) {
  fire(bens_, "hand_over", ben_, {{"successor", "rosa@example.org"}});
  EXPECT_EQ(scan(code(bens_), "1", dario_),
            "refused: Ben Weber: “Check in” is not possible at “A colleague is to come instead”.");
  const std::string unknown =
      "unknown: This is no ticket of this door. It may be for another one, or not be valid any "
      "more.";
  EXPECT_EQ(scan(code(workshop_), "2", dario_), unknown);
  EXPECT_EQ(scan("AAAA-BBBB-CCCC-DDDD", "3", dario_), unknown);
  EXPECT_EQ(scan("", "4", dario_), unknown);
  EXPECT_EQ(post(door(), dario_, "_key=5&act=in&who=AAAA").status, 404);
}

TEST_F(AtTheDoor, TheCodeOfATicketLeadsThere) {
  const http::Response opened = get("/door/" + code(anas_), dario_);
  EXPECT_EQ(opened.status, 303);
  EXPECT_EQ(opened.header("Location"), door() + "?q=" + anas_.text());
  const http::Response page = get(std::string(opened.header("Location")), dario_);
  EXPECT_TRUE(has(page, "<h2 id=\"found\">Ana Rossi</h2>"));
  EXPECT_EQ(here(anas_), Configuration{"confirmed"});
}

TEST_F(AtTheDoor, ForEverybodyElseThereIsNone) {
  const std::int64_t before = version(anas_);
  for (const PersonId other : {ana_, ben_, PersonId{}}) {
    EXPECT_EQ(get(door(), other).body, absent(other).body);
    const http::Response posted = post(door(), other, "_key=1&act=in&who=" + code(anas_));
    EXPECT_EQ(posted.status, 404);
    EXPECT_EQ(posted.body, absent(other).body);
    EXPECT_FALSE(has(get("/instances/" + workshop_.text(), other), "/door"));
  }
  EXPECT_EQ(get("/door/" + code(anas_), ana_).body, absent(ana_).body);
  EXPECT_EQ(get("/door/AAAA-BBBB-CCCC-DDDD", dario_).body, absent(dario_).body);
  // Whoever is not signed in is asked to, whether there is such a ticket or not.
  for (const std::string& any : {code(anas_), std::string("AAAA-BBBB-CCCC-DDDD")})
    EXPECT_EQ(get("/door/" + any, {}).header("Location"), sign_in_path("/door/" + any));
  EXPECT_EQ(version(anas_), before);
  EXPECT_TRUE(has(get("/instances/" + workshop_.text(), dario_), door()));
}

TEST_F(AtTheDoor, AnotherWorkshopHasAnotherDoor) {
  const Outcome<Applied> begun = engine_.start({"workshop",
                                                {},
                                                {{"title", "Another"},
                                                 {"summary", "One day"},
                                                 {"venue", "Milan"},
                                                 {"begins_at", "2026-05-04T08:00:00Z"},
                                                 {"ends_at", "2026-05-05T15:00:00Z"},
                                                 {"closes_at", "2026-05-01T22:00:00Z"}},
                                                sofia_,
                                                {}});
  ASSERT_TRUE(begun);
  workshop_ = begun->instance;
  EXPECT_EQ(get(door(), dario_).body, absent(dario_).body);  // not announced yet
  fire(workshop_, "open", sofia_);
  EXPECT_TRUE(scan(code(anas_), "1", dario_).starts_with("unknown: "));
  EXPECT_TRUE(scan(anas_.text(), "2", dario_).starts_with("unknown: "));
  EXPECT_EQ(here(anas_), Configuration{"confirmed"});
}

}  // namespace
}  // namespace accolade
