"""A bot as python-telegram-bot makes it by itself, to compare with: it replies with what was said.

usage: python stock.py [concurrent]
"""

import os
import sys

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters


async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """Say it again."""
    message = update.effective_message
    if message is not None and message.text is not None:
        await message.reply_text(message.text)


if __name__ == "__main__":
    root = os.environ["BOT_API_URL"]
    builder = Application.builder().token(os.environ["BOT_TOKEN"]).base_url(f"{root}/bot")
    application = builder.concurrent_updates("concurrent" in sys.argv).build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling(allowed_updates=["message"])
