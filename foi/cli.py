"""The ``foi`` command."""

import pkgutil
import sys
from collections.abc import Sequence
from importlib import import_module
from inspect import cleandoc
from typing import Annotated

import typer

import foi.commands
from collection.error import FoiError
from foi.session import Session

app = typer.Typer(
    name="foi",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example: foi demo",
)


@app.callback()
def _options(
    context: typer.Context,
    collection: Annotated[
        str | None,
        typer.Option(
            "-C", metavar="DIR", help="The collection (default $FOI_COLLECTION, foi-data)."
        ),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON lines, not a table.")] = False,
    with_personal_data: Annotated[
        bool,
        typer.Option(
            "--with-personal-data", help="For the operator: show names and contact data of people."
        ),
    ] = False,
) -> None:
    """What UK police forces answer to Freedom of Information requests, side by side.

    -C, --json and --with-personal-data may stand before or after the command.
    """
    context.obj = Session(path=collection, json=json, personal_data=with_personal_data)


def _add_commands() -> None:
    for module in pkgutil.iter_modules(foi.commands.__path__):
        command = import_module(f"foi.commands.{module.name}").command
        text = cleandoc(command.__doc__ or "")
        help_, _, example = text.partition("\nExample:\n")
        app.command(
            name=module.name.rstrip("_"),
            help=help_,
            epilog="Example: " + " ; ".join(line.strip() for line in example.strip().splitlines()),
        )(command)


def hoist(arguments: Sequence[str]) -> list[str]:
    """Move the options that every command takes to the front, where they are declared.

    Nothing behind ``--`` is touched.

    >>> hoist(["search", "drones", "--json", "-C", "here"])
    ['--json', '-C', 'here', 'search', 'drones']
    """
    front: list[str] = []
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--":
            rest += [argument, *waiting]
        elif argument in ("--json", "--with-personal-data"):
            front.append(argument)
        elif argument == "-C":
            front += [argument, *([value] if (value := next(waiting, None)) is not None else [])]
        elif argument.startswith("-C") and len(argument) > 2:
            front.append(argument)
        else:
            rest.append(argument)
    return front + rest


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and exit: 0 done, 1 done but something was lost, 2 nothing could be done."""
    _add_commands()
    command = typer.main.get_command(app)
    try:
        given = hoist(sys.argv[1:] if arguments is None else arguments)
        with command.make_context("foi", given) as context:
            command.invoke(context)
            session = context.find_object(Session)
            lost = session is not None and session.lost
    except FoiError as error:
        sys.exit(_fail(str(error)))
    except KeyboardInterrupt:
        sys.exit(_fail("interrupted; run the same command again to go on"))
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except typer.Exit as exit_:
        sys.exit(exit_.exit_code)
    except Exception as error:
        if not hasattr(error, "show") or not hasattr(error, "exit_code"):
            raise
        error.show()
        sys.exit(error.exit_code)
    sys.exit(1 if lost else 0)


def _fail(message: str) -> int:
    sys.stderr.write(f"foi: {message}\n")
    return 2
