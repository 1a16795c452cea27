"""The scan of the demo's blank is drawn by rule."""

from io import BytesIO

from PIL import Image

from kheo.site.demo.paper import DOTS, HEIGHT, MARGIN, WIDTH, bought_paper


def test_the_border_stands_in_the_margin_and_the_middle_is_left_to_the_words():
    with Image.open(BytesIO(bought_paper())) as picture:
        drawn = picture.convert("L")
    edge = [drawn.getpixel((MARGIN * DOTS, down * DOTS)) for down in range(MARGIN, HEIGHT - MARGIN)]
    middle = [drawn.getpixel((across * DOTS, 93 * DOTS)) for across in range(45, WIDTH - 45)]  # where the recipient is printed
    assert (drawn.size, max(edge) < 128, min(middle) > 240) == ((WIDTH * DOTS, HEIGHT * DOTS), True, True)


def test_the_scan_is_the_same_every_time():
    assert bought_paper() == bought_paper()
