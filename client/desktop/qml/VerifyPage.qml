// The number that both sides compare, its code, and what follows.
import QtQuick
import Stille.Profile

Page {
    id: page
    required property var home
    property string alias
    property var shown: ({})
    property string problem
    readonly property string who: People.nameOf(alias)
    title: Words.verifyTitle.arg(who)
    lead: Words.verifyLead.arg(who)
    onBack: home.goBack()
    // Not on what confirms: whoever presses Enter once too often would have compared nothing.
    function focusFirst() { if (digits.visible) digits.forceActiveFocus(Qt.TabFocusReason); else again.forceActiveFocus(Qt.TabFocusReason); }
    function load() { Profile.call("verify.show", {"contact": alias}, answer => { if (answer.ok) page.shown = answer.value; else page.problem = answer.words; }); }
    function act(method, params) {
        Profile.call(method, Object.assign({"contact": alias}, params), answer => {
            if (answer.ok) { page.problem = answer.value.verified === false && method === "verify.compare" ? Words.verifyDiffers : ""; page.shown = answer.value; People.refresh(); Conversations.refresh(); }
            else page.problem = method !== "verify.compare" ? answer.words : answer.code === "invalid_argument" ? (params.code !== undefined ? Words.verifyNoNumber : Words.verifyIncomplete) : Words.verifyDiffers;
        });
    }
    Component.onCompleted: load()
    Notice { width: parent.width; words: page.problem; grave: true }
    Card {
        width: parent.width
        spacing: 20
        Grid {
            anchors.horizontalCenter: parent.horizontalCenter
            columns: Math.max(2, Math.min(4, Math.floor((parent.width + columnSpacing) / (Theme.section * 3.1 + columnSpacing))))
            columnSpacing: 24
            rowSpacing: 12
            Accessible.role: Accessible.StaticText
            Accessible.name: Words.verifyNumber + " " + (page.shown.safety_number || "")
            Repeater {
                model: page.shown.safety_number ? page.shown.safety_number.match(/.{5}/g) : []
                Line { required property string modelData; text: modelData; font.family: Theme.monoFamily; font.pixelSize: Theme.section; Accessible.ignored: true }
            }
        }
        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            width: 208
            height: 208
            radius: Theme.radiusControl
            color: Theme.plate
            border.width: 1
            border.color: Theme.hairline
            QrCode { anchors.fill: parent; anchors.margins: 4; text: page.shown.qr || ""; Accessible.role: Accessible.Graphic; Accessible.name: Words.verifyCode }
        }
        Row {
            anchors.horizontalCenter: parent.horizontalCenter
            visible: page.shown.verified === true
            spacing: 8
            Icon { name: "shield"; ink: Theme.verified; anchors.verticalCenter: parent.verticalCenter }
            Line { text: Words.verifyDone; color: Theme.verified; font.weight: Font.Medium }
        }
    }
    Flow {
        width: parent.width
        spacing: 8
        PushButton { id: same; visible: page.shown.verified !== true; kind: "primary"; text: Words.verifySame; onClicked: page.act("verify.confirm", {}) }
        PushButton { visible: page.shown.verified !== true; text: Words.verifyPicture; onClicked: picker.ask(paths => Profile.callSlowly("code.read", {"path": paths[0]}, answer => { if (answer.ok) page.act("verify.compare", {"code": answer.value.text}); else page.problem = Words.acceptNoCode; })) }
        PushButton { id: again; text: Words.verifyReset; visible: page.shown.verified === true; onClicked: page.act("verify.reset", {}) }
    }
    Field {
        id: digits
        visible: page.shown.verified !== true
        width: parent.width
        label: Words.verifyTyped
        hint: Words.verifyTypedHint
        onAccepted: if (text.trim().length > 0) page.act("verify.compare", {"code": text.trim()})
    }
    FilePicker { id: picker; several: false; title: Words.verifyPicture; filters: [Words.pictures + " (*.png *.jpg *.jpeg)"] }
}
