/// The style of the report's page.
enum ReportStyle {
  static let text = """
    :root{color-scheme:light dark;--ink:#1b1f24;--dim:#57606a;--faint:#5f6872;--page:#fff;--card:#f6f8fa;--line:#d0d7de;
    --accent:#0550ae;--heat:5,80,174;--mark:#fff3b0;--warn:#fff8e1;--warnline:#d4a72c}
    @media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--dim:#a5b0bb;--faint:#98a3ad;--page:#0d1117;--card:#161b22;
    --line:#3d444d;--accent:#79c0ff;--heat:88,166,255;--mark:#5a4a00;--warn:#272115;--warnline:#9e6a03}}
    *{box-sizing:border-box}
    html{scroll-behavior:smooth}
    @media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
    body{margin:0;font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--page)}
    header,main{max-width:72rem;margin:0 auto;padding:1rem}
    h1{font-size:1.7rem;line-height:1.2;margin:.5rem 0}
    h2{font-size:1.3rem;margin:2rem 0 .3rem}
    h3{font-size:1.05rem;margin:1rem 0 .3rem}
    nav a{display:inline-block;margin:0 .8rem .3rem 0}
    a{color:var(--accent)}
    .skip{position:absolute;left:-99rem}
    .skip:focus{left:1rem;top:.5rem;background:var(--page);padding:.4rem}
    .lead,.small,figcaption{color:var(--dim)}
    .lead{margin:.2rem 0 .8rem;max-width:50rem}
    .small{font-size:.86rem;font-weight:400}
    .faint,.faint th{color:var(--faint);font-weight:400}
    .note{border:1px solid var(--warnline);background:var(--warn);border-radius:.5rem;padding:.2rem 1rem;margin:1rem 0}
    .note h2{margin:.6rem 0 0;font-size:1.1rem}
    .note ul{margin:.4rem 0 .8rem;padding-left:1.2rem}
    .cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,19rem),1fr));gap:1rem}
    #words .cards{grid-template-columns:repeat(auto-fill,minmax(min(100%,30rem),1fr))}
    .card{border:1px solid var(--line);background:var(--card);border-radius:.5rem;padding:.2rem 1rem 1rem;min-width:0;
    overflow-wrap:anywhere}
    dl{margin:0}
    dt{font-size:.86rem;color:var(--dim);margin-top:.6rem}
    dd{margin:0}
    .scroll{overflow-x:auto;position:relative}
    table{border-collapse:collapse;width:100%;font-size:.95rem}
    th,td{text-align:start;padding:.25rem .5rem;border-bottom:1px solid var(--line);vertical-align:top;font-weight:400}
    thead th{color:var(--dim);font-size:.86rem;vertical-align:bottom}
    .num{text-align:end;white-space:nowrap}
    .mapped th[scope=row]{min-width:18rem}.mapped p{margin:.1rem 0 .4rem}.mapped td{white-space:nowrap}
    .num .small{color:inherit}.h0{color:var(--faint)}
    .h1{background:rgba(var(--heat),.06)}.h2{background:rgba(var(--heat),.12)}.h3{background:rgba(var(--heat),.18)}
    .h4{background:rgba(var(--heat),.24)}.h5{background:rgba(var(--heat),.3)}.h6{background:rgba(var(--heat),.36)}
    button{font:inherit;color:inherit}
    .e{background:none;border:0;border-bottom:1px dotted currentColor;padding:0 .1rem;cursor:pointer;text-align:start}
    .e:hover,.e:focus-visible{color:var(--accent)}
    :focus-visible{outline:2px solid var(--accent);outline-offset:1px}
    .bar{fill:var(--faint)}.bar.finding{fill:var(--accent)}.bar.open{fill:none;stroke:var(--accent)}
    .bar.faint{fill:var(--line)}
    circle[data-e]{cursor:pointer}
    .axis{fill:var(--line)}.zero{fill:var(--faint)}.dot{fill:var(--accent)}.edge{stroke:var(--accent);stroke-opacity:.5}
    svg{vertical-align:middle}svg text{fill:var(--ink);font-size:13px}
    .graph{width:100%;max-width:34rem;display:block}
    .conflicts{padding:0;list-style:none}
    .pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,18rem),1fr));gap:1rem}
    figure{margin:0;border:1px solid var(--line);border-radius:.5rem;padding:.6rem 1rem;background:var(--card)}
    blockquote{margin:.3rem 0}
    mark{background:var(--mark);color:inherit}
    .tag{font-size:.8rem;border:1px solid var(--line);border-radius:1rem;padding:0 .5rem;color:var(--dim)}
    details{border-bottom:1px solid var(--line);padding:.4rem 0}
    summary{cursor:pointer}
    .title{font-weight:600}
    .text{white-space:pre-wrap;max-width:44rem;padding:.6rem 0;overflow-wrap:anywhere}
    .hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
    dialog{width:min(52rem,94vw);max-height:88vh;border:1px solid var(--line);border-radius:.5rem;padding:0 1rem 1rem;
    color:var(--ink);background:var(--page)}
    dialog::backdrop{background:rgba(0,0,0,.45)}
    dialog .bar{position:sticky;top:0;background:var(--page);display:flex;justify-content:space-between;
    align-items:baseline;gap:1rem;padding:.4rem 0}
    dialog .bar h2{margin:.4rem 0}
    dialog .bar button{border:1px solid var(--line);background:var(--card);border-radius:.3rem;padding:.2rem .8rem;cursor:pointer}
    .whole{margin-top:.4rem}
    @media (max-width:40rem){#words svg{display:none}#words th[scope=row]{overflow-wrap:normal}
    .mapped th[scope=row]{min-width:12rem}}
    @media print{.skip,nav,dialog{display:none!important}.scroll{overflow:visible}body{font-size:11pt}
    .card,figure,tr{break-inside:avoid}.e{border:0}}
    """
}
