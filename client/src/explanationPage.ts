import type { Explanation } from '../../server/src/protocol/messages';

/** The words of the page that are not the server's. */
export interface PageWords {
  readonly language: string;
  readonly nothing: string;
  readonly inWords: string;
  readonly unverified: string;
  readonly guard: string;
  readonly effect: string;
  readonly rejection: string;
}

/** What a click on a node sends to the extension: the number of the explanation and of the place in it. */
export interface PlaceMessage {
  readonly explanation: number;
  readonly place: number;
}

/** The page of the explanations at one place: for each the picture, and everything in words. `nonce` is what its style and script are allowed by. */
export function explanationPage(explanations: readonly Explanation[], words: PageWords, nonce: string): string {
  const body =
    explanations.length === 0
      ? `<p>${escaped(words.nothing)}</p>`
      : explanations.map((explanation, index) => section(explanation, index, words)).join('\n');
  return `<!DOCTYPE html>
<html lang="${escaped(words.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'">
<style nonce="${nonce}">${style}</style>
</head>
<body>
${body}
<script nonce="${nonce}">${script}</script>
</body>
</html>`;
}

function section({ title, verdict, text, picture }: Explanation, index: number, words: PageWords): string {
  const legend = [
    ['node guard', words.guard],
    ['node effect', words.effect],
    ['node reject', words.rejection],
    ['node open', words.unverified],
  ].map(
    ([kind = '', label = '']) =>
      `<li><svg width="22" height="14" aria-hidden="true"><g class="${kind}"><rect x="2" y="2" width="18" height="10" rx="${kind === 'node guard' ? 5 : 2}"/></g></svg>${escaped(label)}</li>`,
  );
  const drawn = picture === null ? '' : `<ul class="legend">${legend.join('')}</ul>\n<div class="picture">${picture.svg}</div>`;
  return `<section data-explanation="${index}">
<h1>${escaped(title)} <span class="verdict ${verdict}">${verdict}</span></h1>
${drawn}
<details${picture === null ? ' open' : ''}><summary>${escaped(words.inWords)}</summary><pre>${escaped(text)}</pre></details>
</section>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** Only colours of the theme; what colour says, shape, width or words say too. */
const style = `
body { padding: 0 16px 16px; font-family: var(--vscode-font-family); color: var(--vscode-foreground); }
h1 { font-size: 1.3em; font-weight: 600; }
.verdict { font-size: 0.8em; font-weight: 400; padding: 1px 8px; border: 1px solid; border-radius: 9px; margin-left: 6px; }
.verdict.unverified { color: var(--vscode-editorError-foreground); }
.verdict.weak { color: var(--vscode-editorWarning-foreground); }
.verdict.verified { color: var(--vscode-testing-iconPassed); }
.legend { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 4px 18px; color: var(--vscode-descriptionForeground); }
.legend li { display: flex; align-items: center; gap: 6px; }
.picture { overflow-x: auto; padding: 4px 0; }
.picture svg:not(.wide) { max-width: 100%; height: auto; }
.node rect { fill: var(--vscode-editorWidget-background); stroke: var(--vscode-contrastBorder, var(--vscode-foreground)); stroke-opacity: 0.7; }
.node.guard rect { stroke: var(--vscode-testing-iconPassed); stroke-width: 2; stroke-opacity: 1; }
.node.effect rect { stroke: var(--vscode-charts-blue); stroke-width: 2; stroke-opacity: 1; }
.node.reject rect { stroke-dasharray: 4 3; }
.node.open rect { stroke: var(--vscode-editorError-foreground); stroke-width: 3; stroke-opacity: 1; }
.node text { font-size: 13px; fill: var(--vscode-foreground); }
.node text.place { fill: var(--vscode-textLink-foreground); font-size: 12px; }
.node[data-place] { cursor: pointer; outline: none; }
.node[data-place]:hover rect { fill: var(--vscode-list-hoverBackground); }
.node[data-place]:focus-visible rect { stroke: var(--vscode-focusBorder); stroke-width: 4; stroke-opacity: 1; }
.edge path { fill: none; stroke: var(--vscode-foreground); stroke-opacity: 0.7; }
.edge.open path { stroke: var(--vscode-editorError-foreground); stroke-width: 3; stroke-opacity: 1; }
.edge .label { font-size: 12px; fill: var(--vscode-foreground); stroke: var(--vscode-editor-background); stroke-width: 5; paint-order: stroke; }
path.arrow { fill: var(--vscode-foreground); }
path.arrow-open { fill: var(--vscode-editorError-foreground); }
pre { font-family: var(--vscode-editor-font-family); font-size: var(--vscode-editor-font-size); white-space: pre-wrap; }
summary { cursor: pointer; }
`;

const script = `
const editor = acquireVsCodeApi();
const follow = (event) => {
  const node = event.target.closest('[data-place]');
  if (!node || (event.type === 'keydown' && event.key !== 'Enter')) return;
  const explanation = Number(node.closest('[data-explanation]').dataset.explanation);
  editor.postMessage({ explanation, place: Number(node.dataset.place) });
};
addEventListener('click', follow);
addEventListener('keydown', follow);
`;
