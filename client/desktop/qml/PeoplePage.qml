// The address book: who there is, who asks, and how often one wants to hear of each.
import QtQuick
import Stille.Profile

Page {
    id: page
    required property var home
    title: Words.peopleTitle
    returns: home.narrow
    onBack: home.goBack()
    property var requests: []
    property var introductions: []
    function focusFirst() { filter.forceActiveFocus(); }
    function load() {
        Profile.call("request.list", {}, answer => { if (answer.ok) page.requests = answer.value.requests; });
        Profile.call("introduction.list", {}, answer => { if (answer.ok) page.introductions = answer.value.introductions.filter(one => !one.own && one.state === "offered"); });
    }
    Component.onCompleted: { load(); People.refresh(); }
    Component.onDestruction: People.filter = ""
    Connections { target: Session; function onHappened() { page.load(); } }
    Flow {
        width: parent.width
        spacing: 8
        PushButton { kind: "primary"; text: Words.inviteShare; onClicked: page.home.go("invite") }
        PushButton { text: Words.acceptTitle; onClicked: page.home.go("accept") }
        PushButton { text: Words.importTitle; onClicked: books.ask(paths => { if (paths.length > 0) importer.begin(paths[0]); }) }
        PushButton { text: Words.localsTitle; onClicked: page.home.go("locals") }
        PushButton { text: Words.circlesTitle; onClicked: page.home.go("circles") }
    }
    FilePicker { id: books; several: false; title: Words.importTitle; filters: [Words.importFiles + " (*.vcf *.vcard *.csv)"] }
    ImportSheet { id: importer; home: page.home }
    Column {
        width: parent.width
        spacing: 12
        visible: page.requests.length > 0 || page.introductions.length > 0
        Heading { width: parent.width; text: Words.requestsTitle }
        Repeater {
            model: page.requests
            Card {
                id: request
                required property var modelData
                width: parent.width
                Line { width: parent.width; text: request.modelData.name; font.pixelSize: Theme.body; font.weight: Font.DemiBold }
                Prose { width: parent.width; text: request.modelData.invitation ? Words.requestByInvitation : Words.requestByAddress; color: Theme.textSecondary; font.pixelSize: Theme.ui }
                Flow {
                    width: parent.width
                    spacing: 8
                    PushButton { text: Words.accept; Accessible.name: text + ": " + request.modelData.name; onClicked: Profile.call("request.accept", {"request": request.modelData.id}, answer => { page.load(); People.refresh(); Conversations.refresh(); if (!answer.ok) page.home.say(answer.words); }) }
                    PushButton { text: Words.decline; Accessible.name: text + ": " + request.modelData.name; onClicked: Profile.call("request.decline", {"request": request.modelData.id}, () => page.load()) }
                }
                Line { width: parent.width; text: Words.requestWaits; color: Theme.textMeta; font.pixelSize: Theme.secondary }
            }
        }
        Repeater {
            model: page.introductions
            Card {
                id: offer
                required property var modelData
                width: parent.width
                Line { width: parent.width; text: offer.modelData.name; font.pixelSize: Theme.body; font.weight: Font.DemiBold }
                Prose { width: parent.width; text: Words.introducedBy.arg(People.nameOf(offer.modelData.by.alias)) + (offer.modelData.text ? "\n" + Words.quoted.arg(offer.modelData.text) : ""); color: Theme.textSecondary; font.pixelSize: Theme.ui }
                Flow {
                    width: parent.width
                    spacing: 8
                    PushButton { text: Words.accept; Accessible.name: text + ": " + offer.modelData.name; onClicked: Profile.call("introduction.accept", {"introduction": offer.modelData.id}, answer => { page.load(); page.home.say(answer.ok ? Words.introductionAccepted : answer.words); }) }
                    PushButton { text: Words.decline; Accessible.name: text + ": " + offer.modelData.name; onClicked: Profile.call("introduction.decline", {"introduction": offer.modelData.id}, () => page.load()) }
                }
            }
        }
    }
    Field {
        id: filter
        width: parent.width
        label: Words.peopleFilter
        labelShown: false
        placeholder: Words.peopleFilter
        text: People.filter
        onTextChanged: People.filter = text
        Accessible.role: Accessible.Grouping
        Accessible.name: Words.peopleFilter
    }
    Prose {
        width: parent.width
        visible: People.loaded && People.count === 0
        text: People.filter.length > 0 ? Words.peopleNone : Words.peopleEmpty
        color: Theme.textSecondary
    }
    // Several at once: who, and then how often.
    property bool picking: false
    property var picked: []
    function pick(alias) { picked = picked.indexOf(alias) >= 0 ? picked.filter(one => one !== alias) : picked.concat([alias]); }
    function setAll(change) {
        let left = picked.length;
        const asked = left;
        for (const alias of picked) Profile.call("keep.set", Object.assign({"contact": alias}, change), () => {
            if (--left > 0) return;
            People.refresh();
            Keep.refresh();
            page.home.say(Words.counted("bulkDone", asked));
            page.picked = [];
        });
    }
    Card {
        width: parent.width
        visible: People.count > 1 && (People.filter.length === 0 || page.picking)
        Item {
            width: parent.width
            readonly property bool stacked: width < bulkButton.width + Math.round(280 * Theme.scale)
            height: stacked ? bulkWords.height + 12 + bulkButton.height : Math.max(bulkWords.implicitHeight, bulkButton.height)
            Prose { id: bulkWords; y: parent.stacked ? 0 : Math.round((parent.height - height) / 2); width: parent.stacked ? parent.width : parent.width - bulkButton.width - 12; text: page.picking ? Words.counted("bulkPicked", page.picked.length) : Words.keepChoose; font.pixelSize: Theme.ui; lineHeight: 1.25 }
            PushButton { id: bulkButton; x: parent.stacked ? 0 : parent.width - width; y: parent.stacked ? bulkWords.height + 12 : Math.round((parent.height - height) / 2); text: page.picking ? Words.bulkEnd : Words.bulkBegin; onClicked: { page.picking = !page.picking; page.picked = []; } }
        }
        Rhythm { width: parent.width; visible: page.picking && page.picked.length > 0; label: Words.rhythm; value: ""; onPicked: value => page.setAll({"every": value}) }
        Flow {
            width: parent.width
            spacing: 8
            visible: page.picking
            PushButton { kind: "plain"; text: Words.bulkAll; onClicked: { const all = []; for (let i = 0; i < People.count; ++i) all.push(People.at(i).alias); page.picked = all; } }
            PushButton { kind: "plain"; visible: page.picked.length > 0; text: Words.bulkCircle; onClicked: circleSheet.begin() }
        }
    }
    Sheet {
        id: circleSheet
        property var circles: []
        function begin() { Profile.call("keep.circles", {}, answer => { circleSheet.circles = answer.ok ? answer.value.circles : []; circleName.text = ""; circleSheet.open(); circleName.forceActiveFocus(); }); }
        function join(name) { close(); page.setAll({"circles": [name]}); }
        title: Words.bulkCircle
        confirm: Words.save
        confirmable: circleName.text.trim().length > 0
        onConfirmed: join(circleName.text.trim())
        Flow {
            width: parent.width
            spacing: 4
            visible: circleSheet.circles.length > 0
            Repeater {
                model: circleSheet.circles
                Chip { required property var modelData; text: modelData.name; Accessible.role: Accessible.Button; onClicked: circleSheet.join(modelData.name) }
            }
        }
        Field { id: circleName; width: parent.width; label: Words.circleNew; hint: Words.circleNewHint; maximumLength: 64; onAccepted: if (circleSheet.confirmable) circleSheet.confirmed() }
    }
    Column {
        width: parent.width
        Repeater {
            model: People
            PersonRow { width: parent.width; home: page.home; picking: page.picking; picked: page.picked.indexOf(row.alias) >= 0; onPick: page.pick(row.alias) }
        }
    }
}
