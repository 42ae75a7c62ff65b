// Settings: what this window looks like, what others see, how data is kept. Each says its effect on others.
import QtQuick
import Stille.Profile

Page {
    id: page
    required property var home
    property var config: ({})
    property var retention: ({})
    property string proxyProblem
    readonly property bool resting: Preferences.restUntil > Desk.nowMs()
    title: Words.settings
    onBack: home.goBack()
    function focusFirst() {
        card.forceActiveFocus(Qt.TabFocusReason);
        // Whoever wanted to lock, and could not.
        if (!page.home.subject.passphrase) return;
        page.home.subject = {};
        passphrase.begin();
    }
    function load() {
        Profile.call("config.list", {}, answer => {
            if (!answer.ok) return;
            const found = {};
            for (const one of answer.value.settings) found[one.key] = one.value;
            page.config = found;
            proxy.text = found.proxy === "none" ? "" : found.proxy;
        });
        Profile.call("retention.list", {}, answer => { if (answer.ok) page.retention = answer.value.rules[0]; });
    }
    function set(key, value) { Profile.call("config.set", {"key": key, "value": value}, answer => { if (!answer.ok) page.home.say(answer.words); page.load(); Keep.refresh(); }); }
    Component.onCompleted: load()
    PassphraseSheet { id: passphrase; home: page.home }

    Section { width: parent.width; title: Words.settingsYou
        PushButton { id: card; text: Words.cardTitle; onClicked: page.home.go("edit") }
    }
    Section { width: parent.width; title: Words.settingsLook
        Choice { width: parent.width; label: Words.scheme; value: Preferences.scheme; options: [{value: "system", text: Words.schemeSystem}, {value: "light", text: Words.schemeLight}, {value: "dark", text: Words.schemeDark}, {value: "contrast", text: Words.schemeContrast}]; onPicked: value => Preferences.scheme = value }
        Choice { width: parent.width; label: Words.textSize; value: Preferences.textSize; options: [80, 90, 100, 110, 125, 150, 175, 200].map(size => ({value: size, text: size + " %"})); onPicked: value => Preferences.textSize = value }
        Toggle { width: parent.width; text: Words.motion; detail: Words.motionDetail; checked: Preferences.motion; onToggled: Preferences.motion = checked }
        Toggle { width: parent.width; text: Words.enterSends; detail: Words.enterSendsDetail; checked: Preferences.enterSends; onToggled: Preferences.enterSends = checked }
        PushButton { text: Words.keysTitle; onClicked: page.home.showKeys() }
    }
    Section { width: parent.width; title: Words.settingsLanguage
        Choice { width: parent.width; value: Words.language; options: [{value: "de", text: "Deutsch"}, {value: "en", text: "English"}]; onPicked: value => Preferences.language = value; Accessible.name: Words.settingsLanguage }
        Column {
            width: parent.width
            spacing: 6
            Component.onCompleted: SpellMarks.look()
            Prose { width: parent.width; text: Words.spelling; font.pixelSize: Theme.ui; lineHeight: 1.25 }
            Flow {
                width: parent.width
                spacing: 4
                Repeater {
                    model: SpellMarks.available
                    Chip {
                        required property string modelData
                        readonly property string called: SpellMarks.called(modelData)
                        text: (chosen ? "✓ " : "") + called
                        chosen: Preferences.spelling.indexOf(modelData) >= 0
                        Accessible.role: Accessible.CheckBox
                        Accessible.name: called
                        onClicked: Preferences.spelling = chosen ? Preferences.spelling.filter(one => one !== modelData) : Preferences.spelling.concat([modelData])
                    }
                }
            }
            Prose { width: parent.width; text: SpellMarks.available.length > 0 ? Words.spellingDetail : Words.spellingNone; color: Theme.textSecondary; font.pixelSize: Theme.secondary; lineHeight: 1.25 }
        }
    }
    Section { width: parent.width; title: Words.settingsPrivacy
        Toggle { width: parent.width; text: Words.receipts; detail: Words.receiptsDetail; checked: page.config.receipts === "on"; onToggled: page.set("receipts", checked ? "on" : "off") }
        Prose { width: parent.width; text: !Session.lockable ? Words.passphraseElsewhere : Session.guarded ? Words.passphraseThere : Words.protectionWithoutMeans; color: Theme.textSecondary; font.pixelSize: Theme.ui; lineHeight: 1.25 }
        PushButton { visible: Session.lockable; text: Session.guarded ? Words.passphraseChange : Words.passphraseSet; onClicked: passphrase.begin() }
        Choice { width: parent.width; visible: Session.guarded; label: Words.lockAfter; value: Preferences.lockAfter; options: [{value: 5, text: Words.minutes.arg(5)}, {value: 15, text: Words.minutes.arg(15)}, {value: 60, text: Words.minutes.arg(60)}, {value: 0, text: Words.never}]; onPicked: value => Preferences.lockAfter = value }
        Toggle { width: parent.width; text: Words.veil; detail: Words.veilDetail; checked: Preferences.veil; onToggled: Preferences.veil = checked }
    }
    Section { width: parent.width; title: Words.settingsNotices
        Choice { width: parent.width; label: Words.notices; value: Preferences.notices; options: [{value: "none", text: Words.noticesNone}, {value: "presence", text: Words.noticesPresence}, {value: "name", text: Words.noticesName}, {value: "text", text: Words.noticesText}]; onPicked: value => Preferences.notices = value }
        Prose { width: parent.width; text: Words.noticesWhich; color: Theme.textSecondary; font.pixelSize: Theme.secondary; lineHeight: 1.25 }
        Choice { width: parent.width; label: page.resting ? Words.restUntil.arg(Desk.momentAhead(new Date(Preferences.restUntil).toISOString())) : Words.restTitle; value: page.resting ? "some" : ""; options: [{value: "hour", text: Words.restHour}, {value: "today", text: Words.restToday}, {value: "tomorrow", text: Words.restTomorrow}].concat(page.resting ? [{value: "", text: Words.restEnd}] : []); onPicked: value => Preferences.rest(value) }
        Toggle { width: parent.width; text: Words.quiet; detail: Words.quietDetail; checked: Preferences.quiet; onToggled: Preferences.quiet = checked }
        Flow {
            width: parent.width
            spacing: 12
            visible: Preferences.quiet
            ClockField { label: Words.quietFrom; key: "quietFrom" }
            ClockField { label: Words.quietUntil; key: "quietUntil" }
        }
        Toggle { width: parent.width; text: Words.quietWeekends; checked: Preferences.quietWeekends; onToggled: Preferences.quietWeekends = checked }
        Item {
            width: parent.width
            implicitHeight: work.implicitHeight
            Accessible.role: Accessible.Grouping
            Accessible.name: Words.workTitle
            Column {
                id: work
                width: parent.width
                spacing: 8
                Prose { width: parent.width; text: Words.workTitle; font.pixelSize: Theme.ui; lineHeight: 1.25 }
                Flow {
                    width: parent.width
                    spacing: 12
                    ClockField { label: Words.workFrom; key: "workFrom" }
                    ClockField { label: Words.workUntil; key: "workUntil" }
                }
                Flow {
                    width: parent.width
                    spacing: 4
                    Repeater {
                        model: [Words.monday, Words.tuesday, Words.wednesday, Words.thursday, Words.friday, Words.saturday, Words.sunday]
                        Chip {
                            required property string modelData
                            required property int index
                            text: (chosen ? "✓ " : "") + modelData
                            chosen: (Preferences.workDays & (1 << index)) !== 0
                            Accessible.role: Accessible.CheckBox
                            Accessible.name: modelData
                            onClicked: Preferences.workDays = Preferences.workDays ^ (1 << index)
                        }
                    }
                }
                Prose { width: parent.width; text: Words.workDetail; color: Theme.textSecondary; font.pixelSize: Theme.secondary; lineHeight: 1.25 }
            }
        }
        Toggle { width: parent.width; text: Words.stay; detail: Words.stayDetail; checked: Preferences.stay; onToggled: Preferences.stay = checked }
        Toggle { id: starts; width: parent.width; text: Words.autostart; detail: Words.autostartDetail; onToggled: Desk.setAutostart(checked, now => { starts.checked = now === "on"; }); Component.onCompleted: Desk.autostart(now => { starts.checked = now === "on"; }) }
    }
    Section { width: parent.width; title: Words.keepTitle
        Choice { width: parent.width; label: Words.keepMeasure; value: page.config["keep.measure"]; options: ["1", "3", "5", "7", "10"].map(one => ({value: one, text: one})); onPicked: value => page.set("keep.measure", value) }
        Toggle { width: parent.width; text: Words.morning; detail: Words.morningDetail; checked: Preferences.morning; onToggled: Preferences.morning = checked }
        ClockField { visible: Preferences.morning; label: Words.morningAt; key: "morningAt" }
        Toggle { width: parent.width; text: Words.keepAge; checked: page.config["keep.age"] === "on"; onToggled: page.set("keep.age", checked ? "on" : "off") }
        Toggle { width: parent.width; text: Words.keepMarkless; detail: Words.keepMarklessDetail; checked: page.config["keep.markless"] === "on"; onToggled: page.set("keep.markless", checked ? "on" : "off") }
    }
    Section { width: parent.width; title: Words.settingsData
        Choice { width: parent.width; label: Words.retention; value: page.retention.rule; options: [{value: "keep", text: Words.retentionKeep}, {value: "30d", text: Words.retention30}, {value: "90d", text: Words.retention90}, {value: "365d", text: Words.retention365}, {value: "business", text: Words.retentionBusiness}]; onPicked: value => page.choose(value) }
        PushButton { text: Words.dataTitle; onClicked: page.home.go("data") }
    }
    function choose(rule) {
        Profile.call("retention.preview", {"rule": rule}, answer => {
            const count = answer.ok ? (answer.value.messages || 0) : 0;
            if (count === 0) return page.keepFor(rule);
            retire.rule = rule;
            retire.words = Words.counted("retentionErases", count);
            retire.open();
        });
    }
    function keepFor(rule) { Profile.call("retention.set", {"rule": rule}, () => page.load()); }
    Sheet { id: retire; property string rule; title: Words.retentionTitle; confirm: Words.erase; confirmKind: "danger"; onConfirmed: { page.keepFor(rule); close(); } }
    Section { width: parent.width; title: Words.settingsConnection
        Field { id: proxy; width: parent.width; label: Words.proxy; hint: Words.proxyHint; problem: page.proxyProblem; placeholder: "socks5://127.0.0.1:9050"; onAccepted: Profile.call("config.set", {"key": "proxy", "value": text.trim().length > 0 ? text.trim() : "none"}, answer => { page.proxyProblem = answer.ok ? "" : Words.proxyWrong; if (answer.ok) page.home.say(Words.saved); }) }
        Flow {
            width: parent.width
            spacing: 8
            PushButton { text: Words.connectionTitle; onClicked: page.home.go("connection") }
            PushButton { text: Words.relayTitle; onClicked: page.home.go("relay") }
        }
    }
    Section { width: parent.width; title: Words.settingsAbout
        Prose { width: parent.width; text: Words.about.arg(Qt.application.version); color: Theme.textSecondary; font.pixelSize: Theme.ui }
    }
}
