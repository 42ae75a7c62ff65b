// The address book: who there is, who asks, and how often one wants to hear of each.
import QtQuick
import Stille.Profile

Page {
    id: page
    required property var home
    title: Words.peopleTitle
    returns: home.narrow
    onBack: home.goBack()
    function focusFirst() { filter.forceActiveFocus(); }
    Component.onCompleted: { Arrivals.refresh(); People.refresh(); }
    Component.onDestruction: People.filter = ""
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
        visible: Arrivals.count > 0
        Heading { width: parent.width; text: Words.requestsTitle }
        Repeater {
            model: Arrivals
            Card {
                id: arrival
                required property var row
                readonly property bool offered: row.kind === "introduction"
                function answer(word) {
                    const whose = offered ? {"introduction": row.id} : {"request": row.id};
                    const introduced = offered && word === "accept";
                    Profile.call((offered ? "introduction." : "request.") + word, whose, answer => {
                        Arrivals.refresh();
                        People.refresh();
                        Conversations.refresh();
                        if (!answer.ok) page.home.say(answer.words);
                        else if (introduced) page.home.say(Words.introductionAccepted);
                        page.focusFirst();
                    });
                }
                width: parent.width
                Line { width: parent.width; text: arrival.row.name; font.pixelSize: Theme.body; font.weight: Font.DemiBold }
                Prose {
                    width: parent.width
                    text: !arrival.offered ? arrival.row.invitation ? Words.requestByInvitation : Words.requestByAddress
                        : Words.introducedBy.arg(People.nameOf(arrival.row.by.alias)) + (arrival.row.text ? "\n" + Words.quoted.arg(arrival.row.text) : "")
                    color: Theme.textSecondary
                    font.pixelSize: Theme.ui
                }
                Flow {
                    width: parent.width
                    spacing: 8
                    PushButton { text: Words.accept; Accessible.name: text + ": " + arrival.row.name; onClicked: arrival.answer("accept") }
                    PushButton { text: Words.decline; Accessible.name: text + ": " + arrival.row.name; onClicked: arrival.answer("decline") }
                }
                Line { width: parent.width; visible: !arrival.offered; text: Words.requestWaits; color: Theme.textMeta; font.pixelSize: Theme.secondary }
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
        // There before anybody is ticked: the first tick moves nothing.
        Rhythm { width: parent.width; visible: page.picking; enabled: page.picked.length > 0; label: Words.rhythm; value: ""; onPicked: value => page.setAll({"every": value}) }
        Flow {
            width: parent.width
            spacing: 8
            visible: page.picking
            PushButton { kind: "plain"; text: Words.bulkAll; onClicked: { const all = []; for (let i = 0; i < People.count; ++i) all.push(People.at(i).alias); page.picked = all; } }
            PushButton { kind: "plain"; enabled: page.picked.length > 0; text: Words.bulkCircle; onClicked: circleSheet.begin() }
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
