// A group: what it is for, who is in it with which part, who may ask others in, and leaving.
import QtQuick
import Stille.Profile

Page {
    id: page
    required property var home
    property string alias
    property bool toTimer: false  // came for it
    property var circle: ({})
    readonly property bool leads: circle.role === "chair" || circle.role === "deputy"
    // Whose wish to add somebody is followed.
    readonly property bool asks: circle.role === "chair" || circle.policy === "everybody" || circle.policy === "deputies" && leads
    title: circle.name || ""
    onBack: home.goBack()
    // Whoever may not change the name begins at the top.
    function focusFirst() {
        if (leads) return toTimer ? timer.focusChosen() : name.forceActiveFocus();
        page.forceActiveFocus();
        const next = page.nextItemInFocusChain(true);
        if (next) next.forceActiveFocus(Qt.TabFocusReason);
    }
    function load() { Profile.call("group.get", {"group": alias}, answer => { if (!answer.ok || JSON.stringify(answer.value) === JSON.stringify(page.circle)) return;
            // What is being typed stays.
            if (name.text === (page.circle.name || "")) name.text = answer.value.name;
            if (purpose.text === (page.circle.purpose || "")) purpose.text = answer.value.purpose;
            const first = !page.circle.alias;
            page.circle = answer.value;
            // Where it begins is known only now.
            if (first) page.focusFirst();
         }); }
    function setPicture(path) {
        Profile.callSlowly("group.picture", {"group": alias, "picture": path}, answer => {
            page.home.say(answer.ok ? Words.saved : answer.code === "invalid_argument" ? Words.cardPictureWrong : answer.words);
            if (answer.ok) Portraits.ask(page.alias);
            page.load();
        });
    }
    function act(method, params, done) { Profile.call(method, Object.assign({"group": alias}, params), answer => { if (!answer.ok) page.home.say(answer.words); else if (done) page.home.say(done); page.load(); Conversations.refresh(); }); }
    // Both, from wherever it is asked for: what was typed in the other field is meant, too.
    readonly property bool changed: name.text.trim().length > 0 && (name.text.trim() !== circle.name || purpose.text.trim() !== (circle.purpose || ""))
    function save() {
        if (!changed) return;
        const called = name.text.trim();
        const about = purpose.text.trim();
        if (called !== circle.name) act("group.rename", {"name": called});
        if (about !== (circle.purpose || "")) act("group.purpose", {"purpose": about});
    }
    Component.onCompleted: load()
    Connections { target: Session; function onHappened() { page.load(); } }
    Affairs { width: parent.width; circle: page.circle; onChosen: (method, params) => page.act(method, params) }
    Notice { width: parent.width; words: page.circle.contradictions > 0 ? Words.groupContradiction : page.circle.branches > 1 ? Words.groupConverging : "" }
    // Whoever may not change it reads it; the name stands above.
    Facts { width: parent.width; visible: !page.leads && value.length > 0; name: Words.groupPurpose; value: page.circle.purpose || "" }
    Card {
        width: parent.width
        visible: page.leads
        Field { id: name; width: parent.width; label: Words.groupName; onAccepted: page.save() }
        Field { id: purpose; width: parent.width; label: Words.groupPurpose; hint: Words.groupPurposeHint; onAccepted: page.save() }
        // Always there: what stands beneath it stays where it is when somebody begins to type.
        PushButton { enabled: page.changed; text: Words.save; onClicked: page.save() }
    }
    Card {
        width: parent.width
        visible: page.leads
        TimerChoice { id: timer; width: parent.width; agreed: page.circle.expire_ms || 0; onWished: after => page.act("group.expire", {"expire_ms": after}) }
        Flow {
            width: parent.width
            spacing: 8
            Avatar { name: page.circle.name || ""; alias: page.alias; group: true; visible: page.circle.picture !== undefined }
            PushButton { text: page.circle.picture ? Words.groupPictureOther : Words.groupPicture; onClicked: pictures.ask(paths => { if (paths.length > 0) page.setPicture(paths[0]); }) }
            PushButton { visible: page.circle.picture !== undefined; kind: "plain"; text: Words.groupPictureRemove; onClicked: page.setPicture("") }
        }
    }
    Card {
        width: parent.width
        Members { width: parent.width; circle: page.circle; home: page.home; changeable: page.leads; onWaitedFor: page.load(); onMenuFor: (member, item) => { memberMenu.member = member; memberMenu.popup(item, 0, item.height); } }
        PushButton { id: add; visible: page.asks; text: Words.groupAdd; onClicked: adding.open() }
        Prose { visible: (page.circle.members || []).length === 1; width: parent.width; text: Words.groupEmpty; color: Theme.textSecondary; font.pixelSize: Theme.ui }
    }
    Choice {
        width: parent.width
        visible: page.circle.role === "chair"
        label: Words.groupPolicy
        value: page.circle.policy
        options: [{value: "chair", text: Words.policyChair}, {value: "deputies", text: Words.policyDeputies}, {value: "everybody", text: Words.policyEverybody}]
        onPicked: value => page.act("group.policy", {"policy": value})
    }
    Fold {
        width: parent.width
        visible: page.circle.state === "member"
        title: Words.groupRenew
        Prose { width: parent.width; text: Words.groupRenewWords; color: Theme.textSecondary; font.pixelSize: Theme.ui }
        PushButton { text: Words.groupRenewDo; onClicked: Profile.call("group.renew", {"group": page.alias}, answer => { page.home.say(answer.ok ? Words.groupRenewed : answer.words); page.load(); }) }
    }
    Fold {
        width: parent.width
        title: Words.groupLeave
        Prose { width: parent.width; text: Words.groupLeaveWords; color: Theme.textSecondary; font.pixelSize: Theme.ui }
        PushButton { kind: "danger"; text: Words.groupLeave; onClicked: Profile.call("group.leave", {"group": page.alias}, answer => { Conversations.refresh(); if (answer.ok) page.home.show(""); else page.home.say(answer.words); }) }
    }
    Choices {
        id: memberMenu
        property var member: ({})
        label: Words.changeMember.arg(member.name || "")
        ChoicesItem { text: Words.makeDeputy; visible: page.circle.role === "chair" && memberMenu.member.role === "member"; onTriggered: page.act("group.role", {"who": memberMenu.member.id, "role": "deputy"}) }
        ChoicesItem { text: Words.makeMember; visible: page.circle.role === "chair" && memberMenu.member.role === "deputy"; onTriggered: page.act("group.role", {"who": memberMenu.member.id, "role": "member"}) }
        ChoicesItem { text: Words.makeChair; visible: page.circle.role === "chair"; onTriggered: sure.begin(memberMenu.member, true) }
        ChoicesItem { text: Words.removeMember; danger: true; onTriggered: sure.begin(memberMenu.member, false) }
    }
    // One cannot take the chair back oneself, and nobody comes back unasked.
    Sheet {
        id: sure
        property var member: ({})
        property bool chair: false
        readonly property string who: GroupAffairs.called(member)
        function begin(whom, isChair) { member = whom; chair = isChair; open(); focusButton(); }
        title: chair ? Words.makeChair : Words.removeMember
        words: (chair ? Words.makeChairWords : Words.removeMemberWords).arg(who)
        confirm: chair ? Words.makeChairDo : Words.removeMemberDo
        confirmKind: chair ? "primary" : "danger"
        onConfirmed: {
            const done = (chair ? Words.makeChairDone : Words.removeMemberDone).arg(who);
            const wishes = chair ? {"who": member.id, "role": "chair"} : {"who": member.id};
            close();
            page.act(chair ? "group.role" : "group.remove", wishes, done);
        }
        // The list is made anew, and with it the button that this was opened by.
        onClosed: add.forceActiveFocus(Qt.TabFocusReason)
    }
    ChooseSheet {
        id: adding
        title: Words.groupAdd
        dismiss: Words.close
        words: rows.length === 0 ? Words.groupAddNobody : ""
        confirm: rows.length === 0 ? Words.inviteShare : ""
        onConfirmed: { close(); page.home.go("invite"); }
        onAboutToShow: {
            const out = [];
            for (let i = 0; i < People.count; ++i) if (!(page.circle.members || []).some(one => one.id === People.at(i).id)) out.push(People.at(i));
            rows = out;
        }
        onChosen: row => { page.act("group.add", {"who": row.alias}); page.home.say(Words.groupAsked.arg(row.name)); }
    }
    FilePicker { id: pictures; several: false; title: Words.groupPicture; filters: [Words.pictures + " (*.jpg *.jpeg *.png)"] }
}
