// The arguments of address books: contact export, import, add, describe, find and merge.
#include "client/cli/command_line.hpp"

namespace stille::cli {

void CommandLine::declare_address_book(CLI::App* contact) {
  auto& wish = out_.address;
  auto* book = verb(contact, "export");
  anybody(book->add_option("what", out_.recipients, text("help.address-what")))
      ->required()
      ->expected(1, 2)
      ->option_text("[WHO] FILE|-");
  book->add_flag("--all", out_.everyone, text("help.contact export.--all"));

  auto* import = verb(contact, "import");
  auto* file = subject(import, "file", "help.address-file")->option_text("FILE|-");
  auto* dry = import->add_flag("--dry-run", out_.dry_run, text("help.contact import.--dry-run"));
  auto* only =
      import->add_flag("--contacts-only", wish.contacts_only, text("help.contact import.--contacts-only"));
  import->add_flag("--undo", wish.undo, text("help.contact import.--undo"))
      ->excludes(file)
      ->excludes(dry)
      ->excludes(only);

  auto* add = verb(contact, "add");
  subject(add, "name", "help.add-name")->required()->option_text("NAME");
  add->add_option("values", wish.values, text("help.add-values"))->option_text("KEY=VALUE…");
  auto* describe = verb(contact, "describe");
  anybody(subject(describe, "contact", "help.describe-who"))->required()->option_text("WHO");
  describe->add_option("values", wish.values, text("help.describe-values"))
      ->required()
      ->option_text("KEY=VALUE…");

  verb(contact, "find")
      ->add_option("words", out_.recipients, text("help.find-words"))
      ->required()
      ->option_text("WORDS");
  auto* merge = verb(contact, "merge");
  anybody(subject(merge, "local", "help.merge-who"))->required()->option_text("WHO");
  anybody(merge->add_option("into", wish.into, text("help.merge-into")))->required()->option_text("INTO");
}

}  // namespace stille::cli
