// Drafts, files, the directory and packages, on both engines.
#include <future>

#include "engine/record/hash.h"
#include "tests/db/toy.h"

namespace accolade {
namespace {

class Ports : public StoreTest {};
ON_BOTH_ENGINES(Ports);

TEST_P(Ports, LastSequenceOfADraftWins) {
  const InstanceId id = begin();
  Drafts& drafts = *database.drafts;
  EXPECT_TRUE(drafts.save(id, PersonId{7}, {{"title", "one", 10}, {"topic", "a", 10}}));
  EXPECT_TRUE(drafts.save(id, PersonId{7}, {{"title", "two", 12}}));
  EXPECT_TRUE(drafts.save(id, PersonId{7}, {{"title", "late", 11}}));
  EXPECT_TRUE(drafts.save(id, PersonId{7}, {{"topic", "c", 14}, {"topic", "b", 13}}));
  EXPECT_EQ(drafts.load(id), (Answers{{"title", "two"}, {"topic", "c"}}));
}

TEST_P(Ports, DraftIsDurableBeforeItIsAcknowledged) {
  const InstanceId id = begin();
  ASSERT_TRUE(database.drafts->save(id, PersonId{7}, {{"title", "kept", 1}}));
  EXPECT_EQ(another().drafts->load(id), (Answers{{"title", "kept"}}));
}

TEST_P(Ports, DraftOfNothingIsNotSaved) {
  EXPECT_FALSE(database.drafts->save(InstanceId{99}, PersonId{7}, {{"title", "x", 1}}));
}

TEST_P(Ports, EventTakesItsDraft) {
  const InstanceId id = begin();
  ASSERT_TRUE(
      database.drafts->save(id, PersonId{7}, {{"title", "mine", 1}, {"topic", "stays", 1}}));
  ASSERT_TRUE(fire(id, "submit"));
  EXPECT_EQ(database.instances->load(id)->fields.at("title"), Value("mine"));
  EXPECT_EQ(database.drafts->load(id), (Answers{{"topic", "stays"}}));
}

TEST_P(Ports, FileOf600KiBComesBackByteForByte) {
  const InstanceId id = begin();
  std::string bytes(600 * 1024, '\0');
  for (std::size_t i = 0; i < bytes.size(); ++i)
    bytes[i] = static_cast<char>(i * 31 % 256);
  FileRow row{{}, id, "paper", "Ünï.pdf", "application/pdf", 600 * 1024, PersonId{7}};

  const FileId file = database.files->add(row, bytes);

  const FileRow found = database.files->find(file).value();
  EXPECT_EQ(found.id, file);
  EXPECT_EQ(found.instance, id);
  EXPECT_EQ(found.field, "paper");
  EXPECT_EQ(found.name, "Ünï.pdf");
  EXPECT_EQ(found.type, "application/pdf");
  EXPECT_EQ(found.bytes, 600 * 1024);
  EXPECT_EQ(found.by, PersonId{7});
  EXPECT_TRUE(database.files->bytes(file) == bytes);
  EXPECT_FALSE(database.files->find(FileId{1}).has_value());
  EXPECT_EQ(database.files->bytes(database.files->add(row, "")), "");
}

TEST_P(Ports, AddressIsOnePersonWhateverItsCase) {
  Directory& directory = *database.directory;
  const PersonId anna = directory.ensure("Anna@Example.org", "Anna");
  EXPECT_EQ(directory.ensure("anna@example.ORG", "Somebody else"), anna);
  const Person found = directory.by_address("ANNA@example.org").value();
  EXPECT_EQ(found.id, anna);
  EXPECT_EQ(found.name, "Anna");
  EXPECT_EQ(found.address, "anna@example.org");
  EXPECT_FALSE(directory.by_address("nobody@example.org").has_value());
  directory.rename(anna, "Anna Rossi");
  EXPECT_EQ(directory.person(anna)->name, "Anna Rossi");
}

TEST_P(Ports, OnePersonForTwoWhoEnsureAtOnce) {
  Database other = another();
  auto elsewhere = std::async(std::launch::async,
                              [&] { return other.directory->ensure("bo@example.org", "Bo"); });
  const PersonId here = database.directory->ensure("bo@example.org", "Bo");
  EXPECT_EQ(elsewhere.get(), here);
}

TEST_P(Ports, PersonsKeepTheOrderAskedFor) {
  Directory& directory = *database.directory;
  const PersonId a = directory.ensure("a@example.org", "A"), b = directory.ensure("b@x.org", "B");
  const std::vector<Person> persons = directory.persons({b, PersonId{1}, a});
  ASSERT_EQ(persons.size(), 2U);
  EXPECT_EQ(persons[0].id, b);
  EXPECT_EQ(persons[1].id, a);
}

TEST_P(Ports, RolesHaveDates) {
  Directory& directory = *database.directory;
  const PersonId b = directory.ensure("b@example.org", "B"), a = directory.ensure("a@x.org", "A");
  const Instant now = clock->load();
  directory.give_role(b, "secretary", std::nullopt, std::nullopt);
  directory.give_role(a, "secretary", now - std::chrono::hours(1), now + std::chrono::hours(1));
  directory.give_role(a, "chair", now + std::chrono::hours(1), std::nullopt);
  const auto holders = [&](const std::string& role) {
    std::vector<PersonId> ids;
    for (const Person& person : directory.holders(role))
      ids.push_back(person.id);
    return ids;
  };
  EXPECT_EQ(holders("secretary"), (std::vector<PersonId>{a, b}));
  EXPECT_EQ(directory.roles(a), std::vector<std::string>{"secretary"});
  *clock = now + std::chrono::hours(1);
  EXPECT_EQ(holders("secretary"), std::vector<PersonId>{b});
  EXPECT_EQ(directory.roles(a), std::vector<std::string>{"chair"});
  directory.end_role(b, "secretary");
  EXPECT_EQ(holders("secretary"), std::vector<PersonId>{});
}

TEST_P(Ports, KnownOrganisationIsNotAddedAgain) {
  Directory& directory = *database.directory;
  const Organisation anr{{}, "FR", "Agence nationale de la recherche", "ANR", "member"};
  const OrganisationId first = directory.add_organisation(anr);
  EXPECT_EQ(directory.add_organisation(anr), first);
  directory.add_organisation({{}, "DE", "DLR", "DLR", "member"});
  const std::vector<Organisation> all = directory.organisations();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].country, "DE");
  EXPECT_EQ(all[1].id, first);
  EXPECT_EQ(all[1].acronym, "ANR");
}

}  // namespace
}  // namespace accolade
