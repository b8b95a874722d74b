"""The app in the browser, on Streamlit."""
