from portal.kernel.ui.models.hot_word import HotWord
from portal.kernel.ui.models.identity import SiteIdentity
from portal.kernel.ui.models.notice import SiteNotice

__all__ = ["HotWord", "SiteIdentity", "SiteNotice"]
