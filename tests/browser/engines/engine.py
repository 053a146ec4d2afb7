"""What a test does in a browser that is driven over WebDriver: open, point, press, and wait for what a page becomes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from selenium.common.exceptions import TimeoutException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait
from support.waiting import PATIENCE

POLL: Final = 0.02
"""Seconds between two looks at a page."""

WIDTH: Final = 1280
HEIGHT: Final = 800
"""Of the inside of the window (pixels)."""

FRAME: Final = '<!doctype html><html lang="en"><title>Frame</title><style>body{{margin:0}}</style><iframe></iframe>'

LIVE: Final = """
return document.readyState === 'complete' && document.fonts.status === 'loaded'
  && !document.querySelector('.article:not(.live)')
"""
"""Whether all of a page is there, and its scripts have done their part."""

FIT: Final = """
const [width, height, address] = arguments, frame = document.querySelector('iframe');
frame.style.cssText = `display: block; border: 0; width: ${width}px; height: ${height}px`;
frame.src = address;
"""


@dataclass
class Engine:
    """A browser with one window."""

    name: str
    """`firefox` or `webkit`."""
    driver: WebDriver
    frame: str
    """The address of a page that is nothing but a frame: for windows as narrow as a browser's own cannot be."""

    def open(self, address: str, width: int = WIDTH) -> None:
        """A page in a window of that width (pixels), when all of it is there."""
        if width == WIDTH:
            self.driver.get(address)
        else:
            self.driver.get(self.frame)
            self.driver.execute_script(FIT, width, HEIGHT - 20, address)
            self.driver.switch_to.frame(self.driver.find_element(By.CSS_SELECTOR, "iframe"))
            self.until("return location.href === arguments[0]", address)
        self.until(LIVE)

    def fit(self) -> None:
        """Make the inside of the window WIDTH by HEIGHT; its edges differ, and it takes its time to change."""

        def is_fitting(driver: WebDriver) -> bool:
            inside, outside = driver.execute_script("return [innerWidth, innerHeight]"), driver.get_window_rect()
            if inside == [WIDTH, HEIGHT]:
                return True
            wider, higher = WIDTH - inside[0], HEIGHT - inside[1]
            driver.set_window_rect(width=outside["width"] + wider, height=outside["height"] + higher)
            return False

        WebDriverWait(self.driver, PATIENCE, POLL).until(is_fitting)

    def js(self, script: str, *given: object) -> Any:
        """What a script returns."""
        return self.driver.execute_script(script, *given)

    def until(self, script: str, *given: object) -> Any:
        """What a script returns, once that is something."""
        wait = WebDriverWait(self.driver, PATIENCE, POLL)
        try:
            return wait.until(lambda driver: driver.execute_script(script, *given))
        except TimeoutException:
            raise AssertionError(f"in {self.name} this does not become true: {script} {given}") from None

    def element(self, selector: str, words: str = "") -> WebElement:
        """The first element that is seen, fits, and has these words, once there is one; it is scrolled to."""
        find = """
          const roots = [document, ...[...document.querySelectorAll('*')].map(one => one.shadowRoot).filter(Boolean)];
          const found = roots.flatMap(root => [...root.querySelectorAll(arguments[0])]).find(
            one => one.checkVisibility() && one.getClientRects().length && one.textContent.includes(arguments[1]));
          if (found && !found.matches(':focus')) found.scrollIntoView({block: 'center', behavior: 'instant'});
          return found
        """
        return self.until(find, selector, words)

    def hover(self, selector: str, words: str = "") -> None:
        """Move the pointer over an element."""
        ActionChains(self.driver, duration=0).move_to_element(self.element(selector, words)).perform()

    def leave(self) -> None:
        """Move the pointer into a corner."""
        actions = ActionChains(self.driver, duration=0)
        actions.w3c_actions.pointer_action.move_to_location(1, 1)
        actions.perform()

    def click(self, selector: str, words: str = "") -> None:
        """Press the pointer's first button over an element."""
        ActionChains(self.driver, duration=0).click(self.element(selector, words)).perform()

    def press(self, *keys: str) -> None:
        """Press keys one after another, or type words."""
        ActionChains(self.driver, duration=0).send_keys(*keys).perform()

    def press_with(self, held: str, key: str) -> None:
        """Press a key while another one is held."""
        ActionChains(self.driver, duration=0).key_down(held).send_keys(key).key_up(held).perform()

    def drag(self, begin: tuple[float, float], end: tuple[float, float]) -> None:
        """Move the pointer with its button held; from and to are places in the window (pixels)."""
        actions = ActionChains(self.driver, duration=50)
        pointer = actions.w3c_actions.pointer_action
        pointer.move_to_location(round(begin[0]), round(begin[1])).pointer_down()
        pointer.move_to_location(round(end[0]), round(end[1])).pointer_up()
        actions.perform()

    def shot(self, path: Path) -> None:
        """A picture of the window."""
        self.driver.save_screenshot(str(path))
