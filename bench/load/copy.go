package main

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"hemu/internal/hanzi"
	"hemu/internal/ledger"
	"hemu/internal/org"
	"hemu/internal/search"
	"hemu/internal/sqldb"
	"hemu/internal/vault"
)

// planned is a copy to be made.
type planned struct {
	of    *prototype
	at    int64 // registered, milliseconds UTC
	weeks int   // before the prototype
	late  int64 // milliseconds
}

// Of a hundred copies so many are of cases that are not at their end.
const openPercent = 4

// years back that copies of ended cases reach.
const weeksBack = 156

// plan draws n copies in the order they are registered. Cases that were declined at
// once are one in twenty of those at an end.
func plan(r *rand.Rand, all []*prototype, n int) []planned {
	var open, ended, declined []*prototype
	for _, p := range all {
		switch {
		case p.open:
			open = append(open, p)
		case p.state == "declined":
			declined = append(declined, p)
		default:
			ended = append(ended, p)
		}
	}
	out := make([]planned, n)
	for i := range out {
		pick, weeks := ended, r.IntN(weeksBack)
		switch x := r.IntN(100); {
		case x < openPercent:
			pick, weeks = open, 0
		case x < openPercent+5 && len(declined) > 0:
			pick = declined
		}
		p := pick[r.IntN(len(pick))]
		k := copied{of: p, weeks: weeks, late: r.Int64N(55) * 1000}
		out[i] = planned{p, k.moved(p.reported), weeks, k.late}
	}
	slices.SortFunc(out, func(a, b planned) int { return int(min(max(a.at-b.at, -1), 1)) })
	return out
}

// copied is one copy in the making.
type copied struct {
	of      *prototype
	weeks   int
	late    int64
	ids     []string
	units   []org.Unit
	numbers []allotted
	texts   []string // of the numbers
	names   []string
	plains  []string
	facts   string
	key     vault.Key

	buf []byte
}

// series counts official numbers.
type series struct {
	last map[string]int64 // issuer kind year
}

func (s *series) next(issuer, kind string, year int64) int64 {
	key := issuer + " " + kind + " " + strconv.FormatInt(year, 10)
	s.last[key]++
	return s.last[key]
}

// make draws what is the copy's own.
func (c *city) make(r *rand.Rand, to planned, s *series) (*copied, error) {
	p := to.of
	k := &copied{of: p, weeks: to.weeks, late: to.late}
	for range p.ids {
		k.ids = append(k.ids, newID(r, to.at))
	}
	k.units = c.elsewhere(r, p)
	year := int64(time.UnixMilli(to.at).In(shanghai).Year())
	for _, n := range p.numbers {
		u := k.units[n.unit]
		n.year, n.seq = year, s.next(u.ID, n.kind, year)
		k.numbers, k.texts = append(k.numbers, n), append(k.texts, n.written(u, n.year, n.seq))
	}
	for _, name := range p.names {
		k.names = append(k.names, called(r, []rune(name)[0], len([]rune(name))))
	}
	for _, plain := range p.plains {
		if n := numbersIn(plain); n["phone"] == plain && len(plain) == 11 {
			plain = plain[:3] + strconv.Itoa(1e8 + r.IntN(1e8))[1:]
		}
		k.plains = append(k.plains, plain)
	}
	k.facts = k.text(p.facts) + words(r)
	var err error
	k.key, err = c.ring.NewKey("case:" + k.id())
	return k, err
}

func (k *copied) id() string { return k.ids[slices.Index(k.of.ids, k.of.id)] }

// elsewhere gives the organisations of a case that has ended to those of another town
// and other villages. Open ones stay: somebody is at work there.
func (c *city) elsewhere(r *rand.Rand, p *prototype) []org.Unit {
	out := slices.Clone(p.units)
	if p.open {
		return out
	}
	by, step := r.IntN(len(c.towns)), r.IntN(1000)
	for i, u := range p.units {
		switch town := c.townOf(u); {
		case town < 0:
		case u.Kind == org.CommitteeTown:
			out[i] = c.towns[(town+by)%len(c.towns)]
		case u.Level == org.Village:
			there := c.villages[c.towns[(town+by)%len(c.towns)].ID]
			out[i] = there[(step+i)%len(there)]
		default: // the judicial office above the committee
			out[i] = c.units[c.above[c.towns[(town+by)%len(c.towns)].ID]]
		}
	}
	for i, u := range out {
		if u.ID == "" || slices.ContainsFunc(out[:i], func(o org.Unit) bool { return o.ID == u.ID }) {
			return slices.Clone(p.units)
		}
	}
	return out
}

// townOf is the town an organisation belongs to, -1 for one of the whole county.
func (c *city) townOf(u org.Unit) int {
	return slices.IndexFunc(c.towns, func(t org.Unit) bool {
		return t.ID == u.ID || c.above[u.ID] == t.ID || c.above[t.ID] == u.ID && u.Level == org.Town
	})
}

// text is a text of the prototype in the copy.
func (k *copied) text(p pattern) string {
	if p.plain() {
		return p[0].literal
	}
	b := k.buf[:0]
	for _, x := range p {
		b = append(b, x.literal...)
		switch t := x.token; t.kind {
		case tokenID:
			b = append(b, k.ids[t.n]...)
		case tokenUnit:
			b = append(b, k.units[t.n].ID...)
		case tokenTitle:
			b = append(b, k.units[t.n].Name...)
		case tokenPlace:
			b = append(b, k.units[t.n].RegionCode...)
		case tokenNumber:
			b = append(b, k.texts[t.n]...)
		case tokenName:
			b = append(b, k.names[t.n]...)
		case tokenFacts:
			b = append(b, k.facts...)
		case tokenDate, tokenInstant:
			b = append(b, k.movedText(t.text)...)
		case tokenSealed:
			sealed, _ := k.key.Seal(t.text, k.plains[t.n]) // fails only without a key
			b = append(b, sealed...)
		}
	}
	k.buf = b
	return string(b)
}

// value is a value of the prototype in the copy.
func (k *copied) value(tx *sqldb.Tx, x cell) (any, error) {
	switch x.kind {
	case cellText:
		return k.text(x.text), nil
	case cellInstant:
		return k.moved(x.value.(int64)), nil
	case cellInitials:
		return strings.Join(hanzi.InitialsAll(k.text(x.text)), " "), nil
	case cellHash:
		h, known := k.of.hashes[x.value.(string)]
		if !known {
			return nil, errors.New("a keyed hash of case " + k.of.id + " is of no number in it")
		}
		return tx.Ring.Hash(h.kind, numbersIn(k.plains[h.plain])[h.kind])
	case cellTrack:
		var b [32]byte
		for i := range b {
			b[i] = byte(rand.Uint32())
		}
		return hex.EncodeToString(b[:]), nil
	case cellKey:
		return k.key.Wrapped, nil
	case cellSeq:
		return k.numbers[x.value.(int)].seq, nil
	case cellYear:
		return k.numbers[x.value.(int)].year, nil
	}
	return x.value, nil
}

// document is what the copy is found by.
func (k *copied) document() search.Document {
	var tiers [3][]string
	for tier, lines := range k.of.found {
		for _, line := range lines {
			tiers[tier] = append(tiers[tier], k.text(line))
		}
	}
	return search.Document{ID: k.id(), At: time.UnixMilli(k.moved(k.of.reported)), Names: tiers[0], Title: tiers[1], Body: tiers[2]}
}

// history is the ledger of the copy with the salts of its bodies.
func (k *copied) history(r *rand.Rand) ([]ledger.Entry, []string) {
	out := make([]ledger.Entry, len(k.of.entries))
	for i, e := range k.of.entries {
		at := k.moved(e.at)
		out[i] = ledger.Entry{
			ID: newID(r, at), Stream: k.id(), At: time.UnixMilli(at).UTC(), Actor: e.actor, Org: k.text(e.orgText), Role: e.role, Verb: e.verb,
			Body: json.RawMessage(k.text(e.body)),
		}
	}
	return out, ledger.Chain(out)
}

// newID is a UUIDv7 of an instant.
func newID(r *rand.Rand, ms int64) string {
	var id uuid.UUID
	for i := range 6 {
		id[i] = byte(ms >> (40 - 8*i))
	}
	x, y := r.Uint64(), r.Uint64()
	for i := 6; i < 16; i++ {
		id[i], x = byte(x), x>>8
		if i == 10 {
			x = y
		}
	}
	id[6], id[8] = 0x70|id[6]&0x0f, 0x80|id[8]&0x3f
	return id.String()
}

// called is a name of so many characters in a family.
func called(r *rand.Rand, family rune, length int) string {
	out := []rune{family}
	if r.IntN(4) > 0 {
		out[0] = families[r.IntN(len(families))]
	}
	for len(out) < length {
		out = append(out, givens[r.IntN(len(givens))])
	}
	return string(out)
}

// words is some more that somebody tells, so that no two cases read the same.
func words(r *rand.Rand) string {
	var b strings.Builder
	for range 2 + r.IntN(3) {
		b.WriteString(whens[r.IntN(len(whens))] + wheres[r.IntN(len(wheres))])
		b.WriteString(string(givens[r.IntN(len(givens))]) + whats[r.IntN(len(whats))] + strconv.Itoa(10+r.IntN(9990)) + units[r.IntN(len(units))] + "。")
	}
	return b.String()
}

var (
	families = []rune("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文")
	givens   = []rune("一丁三上东丽久义云五亚亮仁今仙伟伦佳依保信俊健儒元光克兰兴军农冬冰凤凯凡利刚力功助勇勤北千华卓南博卫厚友发叶吉同名向启君周和咏哲唐国园圆坚坤城培墨声夏大天奇妍妙妮姗娜娟娥婉婷子孝学宁宇安宏宗宜宝实宣家容宽宾富寒小尚山岚岩岭峰崇川巧帆平年广庆康建开弘强彤彩影德心志忠思怀怡恒恩悦惠慧成才扬振捷政敏文新方旭昌明星春昭晓晗晨智暖月有望木本杉杏杰松林果枝枫柏柔柳栋桂桃桐梁梅梓楠樱欢欣正武毅民水永江沛河泉泰洁洋津洪浩海涛润涵淑深清渊湘源溪滨潇澄澜灵炎炜烨煜照熙燕爱玉玲珊珍琦琪琳瑞瑶璇瑾生田男畅白真瞳石硕磊祥福秀秋科程穗立章童端竹笑筠简粉素红纯维绍继绮维美翔翠翰耀聪胜脉舒航良艳艺芝芬芳芷芸苗若英茂茜荣莉莲莹菲萌萍葵蓉蓓蓝蔓蕊蕾薇藻虎虹蝶行袖裕言诗诚语诺谦贝贞贤贵赫超越跃路辉辰运远连逸道邦郁采里重金钧铁铭银锐锋锦长闻阳雁雄雅雨雪雯霄霖霜霞露青静韵顺颖风飞馨香骏高魁鸣鸿鹏鹤鹰麟麦黎鼎齐龙")
	whens    = []string{"去年秋收以后", "今年开春", "上个月赶集那天", "前年盖房时", "五年前分家时", "入冬以来", "雨季里", "头一次调解以后", "孩子结婚前", "退休以后", "承包到期时", "装修期间"}
	wheres   = []string{"在村东头的地边", "在楼道里", "在果园门口", "在集市摊位前", "在老宅院墙外", "在水库下游", "在厂区车间", "在幼儿园门前", "在停车棚旁", "在饭店二楼", "在灌溉渠口", "在卫生室"}
	whats    = []string{"家的砖垛占去", "家的渗水泡坏", "家少付的工钱", "家拖欠的租金", "家的树荫遮住", "家借走的现金", "家的货款尾数", "家的围栏越过", "家的误工损失", "家多收的押金", "家的医药费用", "家的分红余额"}
	units    = []string{"元", "斤", "棵", "平方米", "天工", "袋"}
)
