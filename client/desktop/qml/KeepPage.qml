// In Kontakt bleiben: who comes up today, and why. Everything here is known on this machine only.
import QtQuick
import Stille.Profile

Page {
    id: keepPage
    required property var home
    title: Words.keepTitle
    lead: Keep.count > 0 ? Words.keepLead : ""
    returns: home.narrow
    onBack: home.goBack()
    function focusFirst() { const first = cards.itemAt(0); if (first) first.focusFirst(); else bulk.forceActiveFocus(Qt.TabFocusReason); }
    function draft(row) {
        const alias = row.alias;
        const params = {"contact": alias, "otherwise": Words.language};
        if (row.purpose) params.for = row.purpose;
        Profile.call("keep.draft", params, answer => {
            if (!answer.ok) return home.say(answer.words);
            // Whoever is not on Stille is written to elsewhere.
            if (People.isLocal(alias)) return home.go("local", {alias: alias, draft: answer.value.text});
            // What was asked before others is answered there, as an answer to it.
            const there = row.group ? {"conversation": row.group, "reply": row.settle} : {"conversation": alias};
            Profile.call("draft.set", Object.assign({"text": answer.value.text}, there), () => home.show(there.conversation));
        });
    }
    Component.onCompleted: Keep.refresh()
    Repeater {
        id: cards
        model: Keep
        KeepCard { width: parent.width; page: keepPage }
    }
    Prose {
        width: parent.width
        visible: Keep.loaded
        text: Keep.count > 0 ? Words.keepClosing : Words.keepEmpty
        color: Theme.textSecondary
        topPadding: 8
    }
    Fold {
        width: parent.width
        visible: Keep.birthdays.length > 0
        title: Words.keepBirthdays
        Repeater {
            model: Keep.birthdays
            Line { required property var modelData; width: parent.width; text: modelData.name + " · " + modelData.day }
        }
    }
    Fold {
        width: parent.width
        visible: Keep.asked.length > 0
        title: Words.keepOpenWithOthers
        Repeater {
            model: Keep.asked
            Item {
                required property var modelData
                width: parent.width
                height: Math.max(44, nudge.height)
                Column {
                    anchors.verticalCenter: parent.verticalCenter
                    width: parent.width - nudge.width - 12
                    Line { width: parent.width; text: parent.parent.modelData.name + " · " + parent.parent.modelData.day }
                    Line { width: parent.width; text: parent.parent.modelData.text; color: Theme.textSecondary; font.pixelSize: Theme.secondary }
                }
                PushButton { id: nudge; anchors.right: parent.right; anchors.verticalCenter: parent.verticalCenter; kind: "plain"; text: Words.keepNudge; onClicked: keepPage.draft({alias: parent.modelData.alias, purpose: "nudge"}) }
            }
        }
    }
    Fold {
        width: parent.width
        visible: Keep.older.length > 0
        title: Words.keepOlder
        Repeater {
            model: Keep.older
            Line { required property var modelData; width: parent.width; text: modelData.name + " · " + modelData.text }
        }
    }
    PushButton {
        id: bulk
        x: -8
        kind: "plain"
        text: Words.keepChoose
        onClicked: keepPage.home.go("people")
    }
}
