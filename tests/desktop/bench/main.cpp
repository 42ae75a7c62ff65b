// The window with 500 conversations and a million messages, drawn by software on no screen, and beside each
// figure the same of a window that shows one line: --messages N (1,000,000 when absent), --seconds N of
// looking on (60). Then other profiles: with one conversation of --conversation N messages (100,000), with
// one of --pictures N (10,000), and one for which --waiting N messages (10,000) wait at a relay.
#include <QBuffer>
#include <QGuiApplication>
#include <QImage>
#include <functional>
#include <map>

#include <gtest/gtest.h>

#include "client/core/engine.hpp"
#include "client/wire/file.hpp"
#include "common/crypto/secret.hpp"
#include "tests/bench/large_profile.hpp"
#include "tests/bench/report.hpp"
#include "tests/desktop/bench/measures.hpp"
#include "tests/desktop/neighbours.hpp"
#include "tests/desktop/stage.hpp"

namespace stille::bench {
namespace {

using Samples = std::map<std::string, std::vector<double>>;
constexpr const char* kFloor = "a window with one line";
constexpr int kStarts = 9;
// Profiles: many conversations, and one that is long.
const QString kMany = QStringLiteral("lena");
const QString kLong = QStringLiteral("nora");
const QString kShown = QStringLiteral("paul");
const QString kAway = QStringLiteral("pia");
/// Each stops at 1,000 messages that nobody has acknowledged.
constexpr int kWriters = 10;
/// What one program is given to send; the whole would outlast the time that a neighbour has.
constexpr int kPortion = 400;

/// Fills the profile that the command line made, and builds its index.
using Fill = std::function<void(client::store::Database& db, crypto::Rng& rng, const Language& language,
                                TimePoint now, std::size_t messages)>;
void fill_profile(const std::filesystem::path& folder, std::size_t messages, const Fill& with) {
  const SystemClock clock;
  crypto::SystemRng rng;
  auto profile = must(client::store::Profile::open(folder));
  with(profile.database(), rng, Language(), clock.now(), messages);
  auto engine = must(client::Engine::open(std::move(profile), clock, rng));
  // Until the index is one piece, too: nothing of it is left to do for the window.
  for (auto due = engine->next_due(); due && *due <= clock.now(); due = engine->next_due())
    must(engine->do_due());
}

/// Small pictures as they come beside files: no two of them the same.
std::vector<Bytes> previews() {
  constexpr int kDifferent = 24;
  std::vector<Bytes> out;
  for (int n = 0; n < kDifferent; ++n) {
    QImage picture(240, 160, QImage::Format_RGB32);
    for (int y = 0; y < picture.height(); ++y) {
      for (int x = 0; x < picture.width(); ++x)
        picture.setPixel(x, y, qRgb((x + n * 10) % 256, (y * 3 / 2) % 256, (n * 37 + x / 4) % 256));
    }
    QByteArray bytes;
    QBuffer buffer(&bytes);
    if (!picture.save(&buffer, "JPEG", 40) || bytes.size() > qsizetype(client::wire::kLargestPreview)) {
      std::cerr << "bench_desktop: no small picture can be made\n";
      std::exit(1);
    }
    out.emplace_back(bytes.begin(), bytes.end());
  }
  return out;
}

class Bench {
 public:
  Bench(std::size_t messages, std::size_t conversation, QString seconds)
      : conversation_(conversation), seconds_(std::move(seconds)) {
    for (const auto& who : {kMany, kLong}) people_.person(who, who);
    fill_profile(people_.folder(kMany), messages, fill);
    fill_profile(people_.folder(kLong), conversation, fill_one_conversation);
  }

  void starts(Report& report) {
    const auto window = median(many("start", true, kStarts)["start"]);
    const auto floor = median(many("start", false, kStarts)["start"]);
    report.add({"program to first usable frame, p50", window, "ms", kFloor, window / floor});
  }
  void idles(Report& report) {
    auto window = asked("idle", true);
    auto floor = asked("idle", false);
    add(report, "RSS at rest", "MB", window["rss"], floor["rss"]);
    add(report, "PSS at rest", "MB", window["pss"], floor["pss"]);
    add(report, "wake-ups in " + seconds_.toStdString() + " s at rest", "", window["wakeups"],
        floor["wakeups"]);
    add(report, "processor at rest", "%", window["processor"], floor["processor"]);
  }
  void scrolls(Report& report) {
    auto window = asked("scroll", true);
    auto floor = asked("scroll", false);
    report.add({"a conversation opened", median(window["open"]), "ms", "", 0});
    both(report, "a frame while scrolling", window["frame"], floor["frame"]);
    add(report, "RSS after scrolling", "MB", window["rss"], {});
    add(report, "PSS after scrolling", "MB", window["pss"], {});
  }
  void goes_far(Report& report) {
    auto window = asked("long", true, kLong);
    auto floor = asked("scroll", false);
    const auto where = "a conversation of " + std::to_string(conversation_);
    report.add({where + " opened", median(window["open"]), "ms", "", 0});
    both(report, "a frame while scrolling in " + where, window["frame"], floor["frame"]);
    both(report, "a jump to the other end of " + where, window["jump"], {});
    add(report, "RSS after it", "MB", window["rss"], {});
    add(report, "PSS after it", "MB", window["pss"], {});
  }
  void sees(Report& report, int pictures) {
    people_.person(kShown, kShown);
    fill_profile(people_.folder(kShown), static_cast<std::size_t>(pictures),
                 [](auto& db, auto& rng, const auto& language, TimePoint now, std::size_t messages) {
                   fill_pictures(db, rng, language, now, messages, previews());
                 });
    auto window = asked("pictures", true, kShown, QString::number(pictures));
    const auto what = std::to_string(pictures) + " pictures";
    both(report, "a frame while scrolling " + what, window["frame"], {});
    add(report, "RSS after " + what, "MB", window["rss"], {});
    add(report, "PSS after " + what, "MB", window["pss"], {});
  }
  void keys(Report& report) {
    auto floor = asked("search", false);
    both(report, "a letter typed to found and painted", asked("search", true)["key"], floor["key"]);
    both(report, "Enter to stored and painted", asked("send", true)["key"], floor["key"]);
  }
  /// The relay and both sides are on this machine, and share its processors.
  void catches_up(Report& report, int waiting) {
    people_.person(kAway, kAway);
    for (int i = 0; i < kWriters; ++i)
      write_to_who_is_away(QStringLiteral("writer%1").arg(i), waiting / kWriters);
    auto window = asked("catchup", true, kAway, QString::number(waiting / kWriters * kWriters));
    const auto of = "with " + std::to_string(waiting) + " messages at the relay: ";
    report.add({of + "first usable frame", median(window["start"]), "ms", "", 0});
    both(report, of + "a frame until all are here", window["frame"], {});
    report.add({of + "all are here", median(window["caught"]), "ms", "", 0});
    both(report, "Enter to what the relay says of it, painted", asked("relay", true, kAway)["key"], {});
  }

 private:
  void write_to_who_is_away(const QString& writer, int messages) {
    people_.person(writer, writer);
    people_.meet(kAway, writer);
    const Language language;
    crypto::SeededRng dice(7);
    for (int sent = 0; sent < messages; sent += kPortion)
      write(writer, std::min(kPortion, messages - sent), language, dice);
    people_.says(writer, {QStringLiteral("sync")});
  }
  void write(const QString& writer, int messages, const Language& language, crypto::SeededRng& dice) {
    QByteArray lines;
    for (int i = 0; i < messages; ++i)
      lines += QStringLiteral(
                   R"({"jsonrpc":"2.0","id":%1,"method":"message.send","params":{"to":["%2"],"text":"%3"}})")
                   .arg(i)
                   .arg(kAway, QString::fromStdString(language.message(dice)))
                   .toUtf8() +
               '\n';
    const auto answers = people_.says(writer, {QStringLiteral("rpc")}, lines);
    const auto wrong = answers.indexOf(QStringLiteral("\"error\""));
    if (wrong >= 0) {
      std::cerr << "bench_desktop: what should wait was not sent: " << answers.mid(wrong, 300).toStdString()
                << "\n";
      std::exit(1);
    }
  }
  static double median(std::vector<double> samples) { return percentile(samples, 50); }
  static void add(Report& report, const std::string& name, const std::string& unit,
                  std::vector<double> window, std::vector<double> floor) {
    const auto least = median(std::move(floor));
    const auto value = median(std::move(window));
    report.add({name, value, unit, least > 0 ? kFloor : "", least > 0 ? value / least : 0});
  }
  static void both(Report& report, const std::string& name, std::vector<double> window,
                   std::vector<double> floor) {
    for (const double p : {50.0, 99.0}) {
      const auto value = percentile(window, p);
      const auto least = percentile(floor, p);
      report.add({name + ", p" + std::to_string(int(p)), value, "ms", least > 0 ? kFloor : "",
                  least > 0 ? value / least : 0});
    }
  }
  Samples many(const char* what, bool window, int times) {
    Samples out;
    for (int i = 0; i < times; ++i) {
      for (auto& [name, values] : asked(what, window))
        out[name].insert(out[name].end(), values.begin(), values.end());
    }
    return out;
  }
  Samples asked(const char* what, bool window, const QString& whose = kMany, const QString& amount = {}) {
    const auto folder = QString::fromStdString(window ? people_.folder(whose).native() : "");
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(QCoreApplication::applicationFilePath(),
                {QStringLiteral("--child"), QLatin1String(what), folder, amount.isEmpty() ? seconds_ : amount,
                 QString::number(std::chrono::nanoseconds(now).count())});
    if (!child.waitForFinished(-1) || child.exitCode() != 0) {
      std::cerr << "bench_desktop: " << what << " failed\n";
      std::exit(1);
    }
    Samples out;
    for (const auto& line :
         QString::fromUtf8(child.readAllStandardOutput()).split(QLatin1Char('\n'), Qt::SkipEmptyParts))
      out[line.section(QLatin1Char(' '), 0, 0).toStdString()].push_back(
          line.section(QLatin1Char(' '), 1).toDouble());
    return out;
  }

  desktop::test::Neighbours people_;
  std::size_t conversation_;
  QString seconds_;
};

int child(const QStringList& words) {
  return measure(
      {words.at(2).toStdString(), words.at(3).toStdString(), words.at(5).toLongLong(), words.at(4).toInt()});
}

}  // namespace
}  // namespace stille::bench

int main(int argc, char** argv) {
  using namespace stille;
  desktop::test::without_screen();
  if (!crypto::initialise()) return 1;
  const QGuiApplication application(argc, argv);
  const auto words = QCoreApplication::arguments();
  if (words.value(1) == QStringLiteral("--child")) return words.size() == 6 ? bench::child(words) : 2;
  const auto messages = std::stoull(bench::argument(argc, argv, "--messages", "1000000"));
  const auto seconds = bench::argument(argc, argv, "--seconds", "60");
  bench::Report report("the window with " + std::to_string(bench::kConversations) + " conversations and " +
                       std::to_string(messages) + " messages");
  const auto conversation = std::stoull(bench::argument(argc, argv, "--conversation", "100000"));
  bench::Bench bench(messages, conversation, QString::fromStdString(seconds));
  bench.starts(report);
  bench.idles(report);
  bench.scrolls(report);
  bench.goes_far(report);
  bench.sees(report, std::stoi(bench::argument(argc, argv, "--pictures", "10000")));
  bench.keys(report);
  bench.catches_up(report, std::stoi(bench::argument(argc, argv, "--waiting", "10000")));
  return report.finish(argc, argv);
}
