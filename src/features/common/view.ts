import type { ComponentType } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import type { Level } from '../../state/link/fieldKinds';
import type { Page } from '../../state/link/fields/table';
import type { Run, RunName } from '../../state/lecture/runs';

/** One key, or several that do the same. */
export interface KeyRow {
  /** As KeyboardEvent.key names it, letters in lower case. */
  readonly key: string;
  /** How the key is written in the dialog of keys, in README and in tooltips. */
  readonly label: string;
  /** What it does; left out where the key is not listed by itself. */
  readonly does?: string;
  /** Whether it does anything now. The key is taken either way. */
  readonly when?: () => boolean;
  readonly run: () => void;
}

/** The keys of one view. What they do may be fetched when they are pressed. */
export interface ViewKeys {
  readonly rows: readonly KeyRow[];
  /** Keys that mean something only where the focus is, which the element itself handles. */
  readonly elementKeys?: readonly Pick<KeyRow, 'label' | 'does'>[];
  /** Arrows, Page Up and Page Down move the view's slider by so much. */
  readonly move?: (by: number) => void;
  /**
   * How much of the slider's story is told, 0..1, in the direction of a clicker's "next"; undefined where the shown panel has no slider.
   * At its ends a clicker leads to the next panel or back.
   */
  readonly told?: () => number | undefined;
  /** Takes the slider from its ends to where its story can be told: another view, or another part of this one, has left it there. */
  readonly restart?: () => void;
  /** Which way a clicker's "next" moves the slider; 1 where it is left out. */
  readonly direction?: () => 1 | -1;
  /**
   * What a clicker's "next" does first: it answers the question of the shown panel, or begins what the panel waits for.
   * @returns whether there was something; if not, "next" moves the slider or leads on
   */
  readonly reveal?: () => Promise<boolean>;
  /** Escape: stops what runs. @returns whether something was stopped; if not, Escape leaves presenter mode */
  readonly stop?: () => boolean | Promise<boolean>;
}

/** Files that a view takes, wherever on the page they are dropped or pasted. */
export interface ViewFiles {
  readonly accepts: (file: File) => boolean;
  readonly take: (file: File) => void;
}

/** A part of a view that presenter mode shows alone. */
export interface SceneInfo {
  readonly title: string;
  /** The least level of the page at which it is shown. */
  readonly level: Level;
  /** Whether there is something to show yet; until then a clicker skips it. */
  readonly filled?: StoreApi<boolean>;
}

/** All that the page knows of one of its views. */
export interface View {
  readonly page: Page;
  /** What its tab is called, and what the tab says on hover. */
  readonly name: string;
  readonly title: string;
  /** The view itself, or how to load it. */
  readonly content:
    { readonly component: ComponentType } | { readonly load: () => Promise<{ default: ComponentType }> };
  readonly keys: ViewKeys;
  /** Parts that presenter mode shows one at a time; what `Scene` numbers. A title alone: at every level, never empty. */
  readonly scenes?: readonly (string | SceneInfo)[];
  /** Opens the part of the view after the open one (1) or before it (-1). @returns whether there is one */
  readonly turnPart?: (by: 1 | -1) => boolean;
  /** It has no tab in the header: links lead to it. */
  readonly isHidden?: true;
  /** A sign on its tab. */
  readonly TabMark?: ComponentType;
  readonly files?: ViewFiles;
  /** Connections of its stores that hold while the page is open; each returns how to stop it. */
  readonly connections?: readonly (() => () => void)[];
  /** What the page does by itself once it is shown. */
  readonly onOpen?: () => void;
  /** Stops playback: when another view opens, and before Reset. */
  readonly pause?: () => void;
  /** What a step of the lecture can begin here; undefined where its part of the program does not arrive. */
  readonly runs?: Readonly<Partial<Record<RunName, () => Promise<Run | undefined>>>>;
  /** Keys that act in every view. */
  readonly globalKeys?: readonly KeyRow[];
}
