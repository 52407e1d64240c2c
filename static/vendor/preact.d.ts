/** The exports of preact.js, as far as this project uses them. */
export interface VNode {
  type: unknown;
  props: Record<string, unknown>;
  key: unknown;
}
export type Child = VNode | Signal<unknown> | string | number | bigint | boolean | null | undefined | Child[];
export type Component = (props: any) => Child;
export type Attributes = Record<string, unknown> | null;

export function h(type: string | Component, attributes?: Attributes, ...children: Child[]): VNode;
export function html(strings: TemplateStringsArray, ...values: unknown[]): VNode;
export function Fragment(props: { children?: Child }): Child;
export function render(node: Child, parent: Element | Document | ShadowRoot | DocumentFragment): void;
export function hydrate(node: Child, parent: Element | Document | ShadowRoot | DocumentFragment): void;
export function isValidElement(value: unknown): value is VNode;
export const options: Record<string, unknown>;

export interface ReadonlySignal<T> {
  readonly value: T;
  peek(): T;
  subscribe(listener: (value: T) => void): () => void;
}
export interface Signal<T> extends ReadonlySignal<T> {
  value: T;
}
export function signal<T>(value: T): Signal<T>;
export function signal<T = undefined>(): Signal<T | undefined>;
export function computed<T>(compute: () => T): ReadonlySignal<T>;
export function effect(run: () => void | (() => void)): () => void;
export function batch<T>(run: () => T): T;
export function untracked<T>(run: () => T): T;
export function useSignal<T>(value: T): Signal<T>;
export function useComputed<T>(compute: () => T): ReadonlySignal<T>;
export function useSignalEffect(run: () => void | (() => void)): void;

export type Update<S> = S | ((previous: S) => S);
export function useState<S>(initial: S | (() => S)): [S, (update: Update<S>) => void];
export function useEffect(run: () => void | (() => void), inputs?: readonly unknown[]): void;
export function useLayoutEffect(run: () => void | (() => void), inputs?: readonly unknown[]): void;
export function useRef<T>(initial: T): { current: T };
export function useRef<T>(initial: T | null): { current: T | null };
export function useMemo<T>(compute: () => T, inputs: readonly unknown[]): T;
export function useCallback<T extends (...values: any[]) => unknown>(callback: T, inputs: readonly unknown[]): T;
