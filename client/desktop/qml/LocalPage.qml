// Somebody who is only in the own address book: what is written down about them, and how they come to Stille.
import QtQuick
import Stille.Profile

Page {
    id: page
    required property var home
    property string alias  // empty: somebody new
    property string draft
    property var person: ({})
    property var kept: ({})
    property var circles: []
    property string problem
    property bool spoken: false  // there are messages, from an export
    property string noted  // the note as its line shows it: what was not touched is not written again
    readonly property string who: person.name || alias
    readonly property bool there: alias.length > 0
    title: there ? who : Words.localAdd
    lead: Words.localLead
    onBack: home.goBack()
    function focusFirst() { name.forceActiveFocus(); }
    function load() {
        if (!there) return;
        Profile.call("contact.show", {"contact": alias}, answer => {
            if (!answer.ok) return page.home.say(answer.words);
            page.person = answer.value;
            const noted = answer.value.local || {};
            name.text = answer.value.name;
            short_.text = answer.value.alias;
            note.text = answer.value.note;
            page.noted = note.text;
            Profile.call("log.page", {"conversation": page.alias, "limit": 1}, said => page.spoken = said.ok && said.value.messages.length > 0);
            role.text = noted.role || "";
            company.text = noted.company || "";
            city.text = noted.city || "";
            topics.text = (noted.topics || []).join(", ");
            languages.text = (noted.languages || []).join(", ");
        });
        loadKept(true);
    }
    function loadKept(birthdayToo) {
        Profile.call("keep.list", {}, answer => {
            if (!answer.ok) return;
            page.kept = answer.value.people.find(one => one.contact.alias === page.alias) || {};
            if (birthdayToo) birthday.text = Desk.dayToType(page.kept.birthday || "");
        });
        Profile.call("keep.circles", {}, answer => { if (answer.ok) page.circles = answer.value.circles; });
    }
    function refreshed() { People.refresh(); Keep.refresh(); }
    function written() { return {"name": name.text.trim(), "role": role.text.trim(), "company": company.text.trim(), "city": city.text.trim(), "topics": topics.text.trim(), "birthday": birthday.text.trim(), "languages": languages.text.trim()}; }
    function wrong(answer) { return answer.code === "already_exists" ? answer.detail.contact ? Words.localExists.arg(People.nameOf(answer.detail.contact.alias)) : Words.faultAlreadyExists : answer.code === "invalid_argument" ? (answer.detail.about === "name" ? Words.localNoName : Words.cardWrong) : answer.words; }
    function save() {
        if (name.text.trim().length === 0) return name.forceActiveFocus();
        if (!there) {
            Profile.call("contact.add", Object.assign(written(), {"note": note.text.trim()}), answer => {
                if (!answer.ok) { page.problem = page.wrong(answer); return; }
                page.refreshed();
                page.home.say(Words.saved);
                page.home.goBack();
            });
            return;
        }
        Profile.call("contact.describe", Object.assign(written(), {"contact": alias}), answer => {
            if (!answer.ok) { page.problem = page.wrong(answer); return; }
            const wishes = {"contact": page.person.id};
            if (note.text !== page.noted) wishes.note = note.text.trim();
            if (short_.text.trim() !== page.alias) wishes.alias = short_.text.trim();
            Profile.call("contact.set", wishes, changed => {
                page.problem = changed.ok ? "" : changed.code === "already_exists" ? Words.localAliasTaken : changed.words;
                page.refreshed();
                if (!changed.ok) return;
                page.home.say(Words.saved);
                page.home.goBack();
            });
        });
    }
    function keep(change) { Profile.call("keep.set", Object.assign({"contact": alias}, change), answer => { if (!answer.ok) page.home.say(answer.words); page.loadKept(false); page.refreshed(); }); }
    function join(into) {
        Profile.call("contact.merge", {"contact": alias, "into": into}, answer => {
            if (!answer.ok) return page.home.say(answer.words);
            page.refreshed();
            Conversations.refresh();
            page.home.say(Words.joined.arg(People.nameOf(into)));
            page.home.show(into);
        });
    }
    Component.onCompleted: load()
    Notice { width: parent.width; words: page.problem }
    Card {
        width: parent.width
        visible: page.draft.length > 0
        Prose { width: parent.width; text: page.draft }
        PushButton { text: Words.copyText; onClicked: { Desk.copy(page.draft); page.home.say(Words.copied); } }
    }
    Field { id: name; width: parent.width; label: Words.cardName; maximumLength: 128; onAccepted: page.save() }
    Field { id: role; width: parent.width; label: Words.cardRole; onAccepted: page.save() }
    Field { id: company; width: parent.width; label: Words.cardCompany; onAccepted: page.save() }
    Field { id: city; width: parent.width; label: Words.cardCity; onAccepted: page.save() }
    Field { id: topics; width: parent.width; label: Words.localTopics; hint: Words.cardTopicsHint; onAccepted: page.save() }
    Field { id: birthday; width: parent.width; label: Words.cardBirthday; hint: Words.cardBirthdayHint; onAccepted: page.save() }
    Field { id: languages; width: parent.width; label: Words.cardLanguages; hint: Words.cardLanguagesHint; onAccepted: page.save() }
    Field { id: note; width: parent.width; label: Words.note; hint: Words.noteHint; onAccepted: page.save() }
    Field { id: short_; width: parent.width; visible: page.there; label: Words.localAlias; hint: Words.localAliasHint; onAccepted: page.save() }
    Flow {
        width: parent.width
        spacing: 8
        PushButton { kind: "primary"; text: Words.save; enabled: name.text.trim().length > 0; onClicked: page.save() }
        PushButton { text: Words.cancel; onClicked: page.home.goBack() }
    }
    Section {
        width: parent.width
        visible: page.there
        title: Words.keepTitle
        Rhythm { width: parent.width; label: Words.rhythm; value: page.kept.own_every === "circle" || !page.kept.every ? "none" : page.kept.every; onPicked: value => page.keep({"every": value}) }
        Flow {
            width: parent.width
            visible: page.circles.length > 0
            spacing: 4
            Repeater {
                model: page.circles
                Chip {
                    required property var modelData
                    text: (chosen ? "✓ " : "") + modelData.name
                    chosen: (page.kept.circles || []).indexOf(modelData.name) >= 0
                    Accessible.role: Accessible.CheckBox
                    Accessible.name: modelData.name
                    onClicked: page.keep(chosen ? {"leave": [modelData.name]} : {"circles": [modelData.name]})
                }
            }
        }
        PushButton { x: -8; kind: "plain"; text: Words.circlesChange; onClicked: page.home.go("circles") }
        PushButton { id: spokeButton; text: Words.keepSpoke; onClicked: spoke.popup(spokeButton, 0, spokeButton.height) }
    }
    Choices {
        id: spoke
        label: Words.keepSpoke
        function log(via) { Profile.call("keep.log", {"contact": page.alias, "via": via}, answer => { page.home.say(answer.ok ? Words.saved : answer.words); page.refreshed(); }); }
        ChoicesItem { text: Words.viaPhone; onTriggered: spoke.log("phone") }
        ChoicesItem { text: Words.viaMet; onTriggered: spoke.log("met") }
        ChoicesItem { text: Words.viaMail; onTriggered: spoke.log("mail") }
        ChoicesItem { text: Words.viaLetter; onTriggered: spoke.log("letter") }
    }
    Section {
        width: parent.width
        visible: page.there
        title: Words.localComes
        Prose { width: parent.width; text: Words.localComesWords; color: Theme.textSecondary; font.pixelSize: Theme.ui }
        Flow {
            width: parent.width
            spacing: 8
            PushButton { text: Words.localInvite; onClicked: page.home.go("invite", {whom: page.alias}) }
            PushButton { visible: People.count > 0; text: Words.localJoin; onClicked: joining.open() }
        }
    }
    Flow {
        width: parent.width
        spacing: 8
        visible: page.there
        PushButton { visible: page.spoken; text: Words.localSaid; onClicked: page.home.show(page.alias) }
        PushButton { kind: "plain"; text: Words.personExport; onClicked: saver.suggest(page.who + ".vcf", path => Profile.call("contact.export", {"contact": page.alias}, answer => { if (answer.ok) Desk.saveText(path, answer.value.vcard, problem => saver.done(problem)); else saver.done(answer.words); })) }
        PushButton { kind: "plain"; grave: true; text: Words.personErase; onClicked: erasing.open() }
    }
    SaveSheet { id: saver }
    ChooseSheet {
        id: joining
        title: Words.localJoinTitle.arg(page.who)
        words: Words.localJoinWords
        onAboutToShow: { const out = []; for (let i = 0; i < People.count; ++i) out.push(People.at(i)); rows = out; }
        onChosen: row => page.join(row.alias)
    }
    Sheet {
        id: erasing
        title: Words.personEraseTitle.arg(page.who)
        words: Words.personEraseWords
        confirm: Words.personErase
        confirmKind: "danger"
        onConfirmed: { close(); Profile.call("contact.forget", {"contact": page.alias}, answer => { if (!answer.ok) return page.home.say(answer.words); page.refreshed(); page.home.goBack(); }); }
    }
}
