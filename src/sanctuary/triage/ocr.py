"""Text out of images, read on this machine by models that come inside the package rapidocr: its one home."""

import logging
import statistics
from functools import lru_cache
from typing import Any

import numpy as np

from sanctuary.triage.image import Pixels, rotated, straight
from sanctuary.triage.page import Line

__all__ = ["printed", "read"]

SIDE = 1_600
"""Pixels of the longer side in which letters are read: more costs time and reads no more."""
SOUGHT = 1_280
"""The same in which lines are sought. Lines are read one at a time, for several at once are all filled up to the longest; and by one
thread, for a second one spends its time waiting."""
LEAST = 0.45
"""How sure the reader must be of a line that is kept."""
SURE = 0.93
"""Below this a line higher than the others may be handwriting: it is kept as text, and its ink stays ink."""


@lru_cache(maxsize=1)
def _engine() -> Any:
    from rapidocr import RapidOCR  # noqa: PLC0415 - an extra, loaded where it is needed

    logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.text_score": LEAST,
            "Global.max_side_len": SIDE,
            "Det.limit_type": "max",
            "Det.limit_side_len": SOUGHT,
            "Rec.rec_batch_num": 1,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
        }
    )


def read(image: Pixels) -> tuple[Pixels, list[Line]]:
    """The image set upright and straight, and its lines in reading order."""
    image, quads, texts, scores = _upright(image)
    if not texts:
        return image, []
    slope = _slope(quads)
    high, wide = image.shape[:2]
    if abs(slope) > 0.15:
        image, matrix = straight(image, slope)
        quads = [np.asarray(quad) @ matrix[:, :2].T + matrix[:, 2] for quad in quads]
    lines = []
    for quad, text, score in zip(quads, texts, scores, strict=True):
        xs, ys = [float(point[0]) / wide for point in quad], [float(point[1]) / high for point in quad]
        # The quad of a straight line is a little higher than its letters.
        box = (round(min(xs), 4), round(min(ys), 4), round(max(xs), 4), round(max(ys), 4))
        lines.append(Line(text=text, box=box, sure=round(float(score), 3)))
    return image, in_order(lines)


def printed(lines: list[Line], image: Pixels) -> list[Line]:
    """The lines that are type. What a pen wrote is read as few letters over much room, higher than the rest, or badly."""
    rows, columns = image.shape[:2]
    usual = statistics.median(line.box[3] - line.box[1] for line in lines) if lines else 0.0
    found = []
    for line in lines:
        letters = max(1, sum(map(str.isalnum, line.text)))
        high = line.box[3] - line.box[1]
        room = (line.box[2] - line.box[0]) * columns / letters / max(high * rows, 1)
        drawn = letters <= 12 and (room > 0.8 or high > 1.5 * usual)
        if not drawn and (line.sure >= SURE or high < 1.15 * usual):
            found.append(line)
    return found


def _upright(image: Pixels) -> tuple[Pixels, list[Any], list[str], list[float]]:
    """The image with its lines across and the right way up; lines that stand are turned, and what was read upside down is turned about."""
    quads, texts, scores = _run(image)
    tall = [_tall(quad) for quad in quads if len(quad)]
    if len(tall) >= 3 and sum(tall) > 0.6 * len(tall):
        tries = []
        for quarter in (1, 3):
            turned = rotated(image, quarter)
            found = _run(turned)
            tries.append((_letters(found), turned, found))
        _, image, (quads, texts, scores) = max(tries, key=lambda one: one[0])
    elif texts and _doubtful(texts, scores):
        turned = rotated(image, 2)
        again = _run(turned)
        if _letters(again) > _letters((quads, texts, scores)):
            image, (quads, texts, scores) = turned, again
    return image, list(quads), list(texts), list(scores)


def _doubtful(texts: list[str], scores: list[float]) -> bool:
    """Whether the page may be upside down: little was read, and that little badly."""
    return statistics.mean(scores) < 0.75 or sum(map(len, texts)) < 60


def _letters(found: tuple[Any, Any, Any]) -> float:
    return sum(len(text) * float(score) for text, score in zip(found[1], found[2], strict=True))


def _tall(quad: Any) -> bool:
    wide, high = np.linalg.norm(quad[1] - quad[0]), np.linalg.norm(quad[3] - quad[0])
    return bool(high > 1.5 * wide)


def _run(image: Pixels) -> tuple[list[Any], list[str], list[float]]:
    found = _engine()(image, use_cls=False)
    if found.boxes is None or found.txts is None:
        return [], [], []
    return list(found.boxes), list(found.txts), list(found.scores)


def _slope(quads: list[Any]) -> float:
    """By how many degrees the lines climb or fall, in the middle of all that are long."""
    slopes = [
        float(np.degrees(np.arctan2(quad[1][1] - quad[0][1], quad[1][0] - quad[0][0]))) for quad in quads if quad[1][0] - quad[0][0] > 120
    ]  # fmt: skip
    return statistics.median(slopes) if slopes else 0.0


def in_order(lines: list[Line]) -> list[Line]:
    """Lines from top to bottom, those of one row from left to right."""
    rest = sorted(lines, key=lambda line: (line.box[1] + line.box[3]) / 2)
    rows: list[list[Line]] = []
    for line in rest:
        middle = (line.box[1] + line.box[3]) / 2
        if rows and middle - (rows[-1][0].box[1] + rows[-1][0].box[3]) / 2 < 0.5 * (rows[-1][0].box[3] - rows[-1][0].box[1]):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda line: line.box[0])]
